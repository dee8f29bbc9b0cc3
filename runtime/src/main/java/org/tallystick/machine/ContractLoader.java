package org.tallystick.machine;

import com.oracle.js.parser.ir.FunctionNode;
import com.oracle.js.parser.ir.Module.ModuleRequest;
import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.js.runtime.Errors;
import com.oracle.truffle.js.runtime.GraalJSException;
import com.oracle.truffle.js.runtime.objects.AbstractModuleRecord;
import com.oracle.truffle.js.runtime.objects.JSModuleLoader;
import com.oracle.truffle.js.runtime.objects.JSModuleRecord;
import com.oracle.truffle.js.runtime.objects.ScriptOrModule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tallystick.contract.Code;
import org.tallystick.gas.GasMeter;
import org.tallystick.gas.GasSchedule;
import org.tallystick.gas.Halt;

/// Brings the modules of a code into a sandbox: checks their source, evaluates them once, and makes
/// the contract class ready to be called.
///
/// Loading charges nothing by itself: what it costs is a price by bytes that the frame pays, the
/// same whether the code is already here or not.
final class ContractLoader {
  /// What the evaluation of module code may use, besides a multiple of what loading the code costs
  /// whoever uses it. Module code only declares; kinds and state fields are most of what it makes.
  private static final long EVALUATION_GAS = 40_000;

  private static final long EVALUATION_GAS_PER_LOAD_GAS = 3;

  private final Sandbox sandbox;
  private final AbiTexts abis = new AbiTexts();

  ContractLoader(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  /// How loading ended.
  sealed interface Result {
    /// @param contract what the entry's default export is, if that is a contract class
    record Loaded(Modules modules, @Nullable LoadedContract contract) implements Result {}

    /// @param violations what is wrong and where, at least one
    record Refused(List<Violation> violations) implements Result {}
  }

  /// A module that keeps every rule and is not evaluated yet.
  private record Parsed(Source source, FunctionNode tree) {}

  /// Evaluated modules of one code.
  ///
  /// @param sources to be forgotten with the modules
  record Modules(
      Code code,
      JSModuleRecord entry,
      Map<String, JSModuleRecord> byPath,
      Map<String, CheckedSource> checked,
      List<Source> sources) {

    /// The names that the entry exports.
    List<String> exports() {
      CheckedSource source = checked.get(code.entry());
      return source == null ? List.of() : source.exports();
    }

    /// What loading all of them takes, as [LoadUnits] has it.
    int units() {
      return ContractLoader.units(checked);
    }

    /// The code of a file of the bundle as an entry of its own: that file and what it needs.
    Code closureOf(String path) {
      if (path.equals(code.entry())) {
        return code;
      }
      Set<String> needed = closure(path, checked);
      return Code.of(
          code.sdk(),
          path,
          code.files().stream().filter(file -> needed.contains(file.path())).toList());
    }
  }

  Result load(Code code) {
    if (code.sdk() != GraalMachine.SDK) {
      return new Result.Refused(List.of(unknownSdk(code)));
    }
    List<Violation> violations = new ArrayList<>();
    Map<String, Parsed> parsed = new LinkedHashMap<>();
    Map<String, CheckedSource> checked = new LinkedHashMap<>();
    KeyLedger names = new KeyLedger(true);
    for (Code.SourceFile file : code.files()) {
      Source source = Sandbox.module(file.path(), file.text());
      switch (SourceCheck.check(sandbox.jsContext(), source, sandbox.names(), names)) {
        case SourceCheck.Result.Passed passed -> {
          parsed.put(file.path(), new Parsed(source, passed.tree()));
          sandbox.run().weigh(source, passed.source().weights());
          checked.put(file.path(), passed.source());
        }
        case SourceCheck.Result.Refused refused -> violations.addAll(refused.violations());
      }
    }
    if (violations.isEmpty()) {
      CodeLimits.check(checked.values()).ifPresent(violations::add);
    }
    if (violations.isEmpty()) {
      violations.addAll(importViolations(code, checked));
    }
    List<Source> sources = parsed.values().stream().map(Parsed::source).toList();
    Result result =
        violations.isEmpty() ? evaluate(code, parsed, checked) : new Result.Refused(violations);
    if (result instanceof Result.Refused) {
      sources.forEach(source -> sandbox.run().forget(source));
    }
    return result;
  }

  /// A version that is to come must not stand on a chain before it is known what it means.
  private static Violation unknownSdk(Code code) {
    return new Violation(
        code.entry(),
        1,
        1,
        "is packed for version "
            + code.sdk()
            + " of tally, this chain has version "
            + GraalMachine.SDK
            + ": build it with the tools of that version");
  }

  /// Lets the sandbox forget what it knows of modules that are no longer used.
  void forget(Modules modules) {
    modules.sources().forEach(source -> sandbox.run().forget(source));
  }

  // ---- Imports
  // -----------------------------------------------------------------------------------

  private static List<Violation> importViolations(Code code, Map<String, CheckedSource> checked) {
    List<Violation> violations = new ArrayList<>();
    checked.forEach((path, source) -> {
      for (String specifier : source.importSpecifiers()) {
        if (!specifier.equals(ModulePaths.BUILT_IN)
            && !checked.containsKey(ModulePaths.resolve(path, specifier))) {
          violations.add(
              new Violation(
                  path, 1, 1, "imports \"" + specifier + "\", which is not in the bundle"));
        }
      }
    });
    if (violations.isEmpty()) {
      Map<String, Set<String>> exports = exports(checked);
      checked.forEach((path, source) -> violations.addAll(missingNames(path, source, exports)));
    }
    if (violations.isEmpty()) {
      Set<String> reached = closure(code.entry(), checked);
      for (String path : checked.keySet()) {
        if (!reached.contains(path)) {
          violations.add(
              new Violation(path, 1, 1, "is in the bundle, but nothing imports it: leave it out"));
        }
      }
    }
    return violations;
  }

  /// What each file exports, where that can be told: what is among all that a file hands on is for
  /// the engine to find out.
  private static Map<String, Set<String>> exports(Map<String, CheckedSource> checked) {
    Map<String, Set<String>> exports = new HashMap<>();
    checked.forEach((path, source) -> {
      if (!source.exportsAll()) {
        exports.put(path, Set.copyOf(source.exports()));
      }
    });
    return exports;
  }

  /// Names that a file takes from others that do not export them.
  private static List<Violation> missingNames(
      String path, CheckedSource source, Map<String, Set<String>> exports) {
    return source.importedNames().stream()
        .filter(name -> {
          Set<String> there = exports.get(ModulePaths.resolve(path, name.specifier()));
          return there != null && !there.contains(name.name());
        })
        .limit(Findings.SHOWN_MAX)
        .map(name ->
            new Violation(
                path,
                name.line(),
                name.column(),
                "'" + name.specifier() + "' exports no " + name.name()))
        .toList();
  }

  /// The files that a file needs, itself included.
  private static Set<String> closure(String entry, Map<String, CheckedSource> checked) {
    Set<String> reached = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(entry));
    while (!open.isEmpty()) {
      String path = open.pop();
      CheckedSource source = checked.get(path);
      if (source != null && reached.add(path)) {
        for (String specifier : source.importSpecifiers()) {
          if (!specifier.equals(ModulePaths.BUILT_IN)) {
            open.push(ModulePaths.resolve(path, specifier));
          }
        }
      }
    }
    return reached;
  }

  // ---- Evaluation
  // --------------------------------------------------------------------------------

  private Result evaluate(
      Code code, Map<String, Parsed> parsed, Map<String, CheckedSource> checked) {
    List<Source> sources = parsed.values().stream().map(Parsed::source).toList();
    Map<String, JSModuleRecord> records = new HashMap<>();
    JSModuleLoader loader = loader(parsed, records);
    GasMeter budget =
        new GasMeter(EVALUATION_GAS + EVALUATION_GAS_PER_LOAD_GAS * loadGas(code, checked));
    RunState run = sandbox.run();
    RunState.Counted outer = run.enterOwnWork(budget);
    HostFunctions.@Nullable Running outerFrame = sandbox.host().enter(null);
    try {
      JSModuleRecord entry = module(code.entry(), parsed, records, loader);
      if (entry == null) {
        throw new MachineFault("the entry " + code.entry() + " is not among the files");
      }
      sandbox.evaluate(entry);
      Modules modules = new Modules(code, entry, records, checked, sources);
      LoadedContract contract = new ContractClass(sandbox, modules, abis).prepare();
      sandbox.freezeModules(records.values());
      return new Result.Loaded(modules, contract);
    } catch (Halt halt) {
      return refused(code.entry(), "module code does too much before the first call");
    } catch (ContractClass.Unfit unfit) {
      return new Result.Refused(unfit.violations());
    } catch (GraalJSException error) {
      return refused(code.entry(), error);
    } finally {
      sandbox.host().enter(outerFrame);
      run.leaveOwnWork(outer);
    }
  }

  /// The same as [LoadUnits#loadGas], of what the check has counted already.
  private static long loadGas(Code code, Map<String, CheckedSource> checked) {
    return GasSchedule.codeLoad(code.bytes().length(), units(checked));
  }

  private static int units(Map<String, CheckedSource> checked) {
    int units = 0;
    for (CheckedSource source : checked.values()) {
      units += source.units();
    }
    return units;
  }

  private static Result refused(String path, String message) {
    return new Result.Refused(List.of(new Violation(path, 1, 1, message)));
  }

  private Result refused(String entry, GraalJSException error) {
    String message = "module code fails: " + ThrownErrors.kindAndWords(error);
    return ThrownErrors.place(error, sandbox.run())
        .<Result>map(at ->
            new Result.Refused(
                List.of(
                    new Violation(
                        at.getSource().getName(),
                        at.getStartLine(),
                        at.getStartColumn(),
                        message))))
        .orElseGet(() -> refused(entry, message));
  }

  private JSModuleLoader loader(Map<String, Parsed> parsed, Map<String, JSModuleRecord> records) {
    return new JSModuleLoader() {
      @Override
      public AbstractModuleRecord resolveImportedModule(
          ScriptOrModule referrer, ModuleRequest request) {
        String specifier = request.specifier().toJavaStringUncached();
        if (specifier.equals(ModulePaths.BUILT_IN)) {
          return sandbox.library();
        }
        String path = ModulePaths.resolve(referrer.getSource().getName(), specifier);
        JSModuleRecord found = module(path, parsed, records, this);
        if (found == null) {
          throw Errors.createError("no module " + specifier);
        }
        return found;
      }
    };
  }

  /// The module of a path, made executable when it is first asked for.
  private @Nullable JSModuleRecord module(
      String path,
      Map<String, Parsed> parsed,
      Map<String, JSModuleRecord> records,
      JSModuleLoader loader) {
    JSModuleRecord known = records.get(path);
    if (known != null) {
      return known;
    }
    // The engine keeps the loader, which must not keep the tree.
    Parsed next = parsed.remove(path);
    if (next == null) {
      return null;
    }
    JSModuleRecord fresh =
        new JSModuleRecord(
            ModuleTranslation.translate(sandbox.jsContext(), next.source(), next.tree()), loader);
    records.put(path, fresh);
    return fresh;
  }
}
