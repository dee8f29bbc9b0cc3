package org.tallystick.machine;

import com.oracle.truffle.js.runtime.GraalJSException;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.builtins.JSArrayObject;
import com.oracle.truffle.js.runtime.builtins.JSFunction;
import com.oracle.truffle.js.runtime.builtins.JSFunctionObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.Undefined;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tallystick.abi.AbiCodec;
import org.tallystick.abi.AbiConstructor;
import org.tallystick.abi.AbiException;
import org.tallystick.abi.AbiFunction;
import org.tallystick.abi.AbiParameters;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.contract.Code;
import org.tallystick.gas.GasMeter;
import org.tallystick.gas.Halt;
import org.tallystick.gas.Limits;
import org.tallystick.machine.ContractLoader.Result.Loaded;
import org.tallystick.machine.ContractLoader.Result.Refused;
import org.tallystick.machine.HostFunctions.Running;
import org.tallystick.machine.MachineResult.Halted;
import org.tallystick.machine.MachineResult.Returned;
import org.tallystick.machine.MachineResult.Reverted;

/// Runs contracts in GraalJS, in one sandbox that stays warm. Belongs to the thread that opened it,
/// which must have the stack of [ContractThreads].
public final class GraalMachine implements ContractMachine, AutoCloseable {
  /// The version of the module `tally` that contracts find here. Code packed for another is
  /// refused.
  public static final int SDK = 1;

  /// Units of all contracts that stay loaded. One is about 160 bytes of memory until its code has
  /// run, and some times as many then. Which contracts are loaded does not change what a call
  /// costs.
  private static final int LOADED_UNITS_MAX = 400_000;

  /// What a contract takes in memory besides its units.
  private static final int UNITS_PER_CONTRACT = 50;

  private final Sandbox sandbox;
  private final int loadedUnitsMax;
  private final ContractLoader loader;
  private final ThrownErrors errors;
  private final LinkedHashMap<Hash, Kept> loaded = new LinkedHashMap<>(64, 0.75f, true);
  private int loadedUnits;

  private record Kept(Loaded contract, int units) {}

  private GraalMachine(Sandbox sandbox, int loadedUnitsMax) {
    this.sandbox = sandbox;
    this.loadedUnitsMax = loadedUnitsMax;
    this.loader = new ContractLoader(sandbox);
    this.errors = new ThrownErrors(sandbox);
  }

  /// Starts an engine and makes its realm fit for contracts.
  ///
  /// @param listener is shown what the contracts write to `console`
  public static GraalMachine open(ConsoleListener listener) {
    return open(listener, LOADED_UNITS_MAX);
  }

  /// @param loadedUnitsMax of the contracts that stay loaded
  static GraalMachine open(ConsoleListener listener, int loadedUnitsMax) {
    return new GraalMachine(Sandbox.open(listener), loadedUnitsMax);
  }

  /// Makes a realm of its own in an engine that has others.
  static GraalMachine open(MeteredEngine engine, ConsoleListener listener) {
    return new GraalMachine(Sandbox.open(engine, listener), LOADED_UNITS_MAX);
  }

  /// A machine that tells the gas of the lines of a contract apart; slower, and else like any
  /// other.
  public static GraalMachine openWithLines(ConsoleListener listener) {
    MeteredEngine engine = MeteredEngine.start(new LineMeter());
    return open(engine, listener);
  }

  @Override
  public Optional<LineMeter> lines() {
    return Optional.ofNullable(sandbox.run().lines());
  }

  RunState counts() {
    return sandbox.run();
  }

  /// A machine whose contracts pay nothing and are never stopped, to measure what metering costs.
  /// No chain runs on one.
  static GraalMachine openUnmetered() {
    return open(MeteredEngine.startUnmetered(), ConsoleListener.NOBODY);
  }

  @Override
  public MachineResult create(Code code, Invocation invocation, Host host, GasMeter gas) {
    return switch (load(code)) {
      case Refused refused -> {
        String text = Violation.lines(refused.violations());
        yield new Reverted(RevertText.error(text), text);
      }
      case Loaded(var modules, LoadedContract contract) when contract != null ->
          run(contract, invocation, host, gas, false, () -> construct(contract, invocation));
      case Loaded(var modules, var none) -> {
        String text = code.entry() + ":1:1 the default export is not a class that extends Contract";
        yield new Reverted(RevertText.error(text), text);
      }
    };
  }

  @Override
  public MachineResult call(Code code, Invocation invocation, Host host, GasMeter gas) {
    if (!(load(code) instanceof Loaded(var modules, LoadedContract contract)) || contract == null) {
      throw new MachineFault("the code " + code.hash() + " was deployed and does not load");
    }
    LoadedContract.Entry entry = contract.entry(invocation.data());
    boolean isStatic = invocation.isStatic() || (entry != null && entry.isStatic());
    if (invocation.reentered() && !isStatic && !contract.reentrant()) {
      return new Reverted(
          RevertText.reentrancy(),
          "Reentrancy: " + invocation.self().toHex() + " is already running");
    }
    return run(
        contract,
        invocation,
        host,
        gas,
        isStatic,
        () ->
            entry == null
                ? callSpecial(contract, invocation)
                : callFunction(contract, entry, invocation));
  }

  @Override
  public Inspection inspect(Code code) {
    return switch (load(code)) {
      case Refused refused -> new Inspection.Refused(refused.violations());
      case Loaded(var modules, LoadedContract contract) when contract != null ->
          new Inspection.Contract(className(contract), contract.abi());
      case Loaded(var modules, var none) -> new Inspection.Module(modules.exports());
    };
  }

  private static String className(LoadedContract contract) {
    JSFunctionObject itself =
        (JSFunctionObject) JSObject.get(contract.instance(), Strings.fromJavaString("constructor"));
    return Strings.toJavaString(JSFunction.getName(itself));
  }

  /// Reads which other modules a module names, to follow them before there is a code.
  ///
  /// @param path to be named in a violation
  public ModuleLinks links(String path, String text) {
    return SourceCheck.links(sandbox.jsContext(), Sandbox.module(path, text));
  }

  /// Calls a function that the entry module exports, without `this` and arguments.
  ///
  /// @param code that passed [#inspect]
  public ExportResult callExport(Code code, String name, GasMeter gas) {
    if (!(load(code) instanceof Loaded(var modules, var contract))) {
      throw new IllegalArgumentException("the code does not pass the check: inspect it first");
    }
    Object export =
        JSObject.get(modules.entry().getModuleNamespace(false), Strings.fromJavaString(name));
    if (!(export instanceof JSFunctionObject function)) {
      return new ExportResult.Threw("the module exports no function \"" + name + "\"");
    }
    return frame(
        "the function " + name + " of " + code.entry(),
        null,
        gas,
        () -> settleExport(function),
        halt -> new ExportResult.Halted(halt.reason(), halt.detail()));
  }

  private ExportResult settleExport(JSFunctionObject function) {
    RunState state = sandbox.run();
    try {
      Object result = JSRuntime.call(function, Undefined.instance, new Object[0]);
      return new ExportResult.Returned(new GuestJson(state).copy(result));
    } catch (GraalJSException thrown) {
      return new ExportResult.Threw(ThrownErrors.describe(thrown, state));
    } catch (Refusal refusal) {
      return new ExportResult.Threw(refusal.text());
    }
  }

  private ContractLoader.Result load(Code code) {
    Kept known = loaded.get(code.hash());
    if (known != null) {
      return known.contract;
    }
    dropOldest();
    ContractLoader.Result result = loadFresh(code);
    if (result instanceof Loaded fresh) {
      Kept kept = new Kept(fresh, UNITS_PER_CONTRACT + fresh.modules().units());
      loaded.put(code.hash(), kept);
      loadedUnits += kept.units;
    }
    return result;
  }

  private ContractLoader.Result loadFresh(Code code) {
    try {
      return loader.load(code);
    } catch (RuntimeException | Error fault) {
      throw MachineFault.in("loading the code " + code.hash(), fault);
    }
  }

  /// Keeps the loaded contracts to their units. Only between transactions: one that still runs, far
  /// up the stack, may be the one that was used longest ago.
  private void dropOldest() {
    if (sandbox.run().isIdle()) {
      Iterator<Kept> oldestFirst = loaded.values().iterator();
      while (loadedUnits > loadedUnitsMax && oldestFirst.hasNext()) {
        Kept oldest = oldestFirst.next();
        loader.forget(oldest.contract.modules());
        loadedUnits -= oldest.units;
        oldestFirst.remove();
      }
    }
  }

  /// Runs a contract in a frame of its own.
  private MachineResult run(
      LoadedContract contract,
      Invocation invocation,
      Host host,
      GasMeter gas,
      boolean isStatic,
      Supplier<MachineResult> body) {
    return frame(
        "the contract " + invocation.self(),
        new Running(invocation, host, contract, isStatic),
        gas,
        () -> settle(body),
        halt -> new Halted(halt.reason(), halt.detail()));
  }

  /// Runs a frame: its meter, its host and its `self` are the running ones until it ends. What ends
  /// it without being an end of contract code is a fault: no outcome can be told from it.
  ///
  /// @param who what runs, to be named in a fault
  /// @param next absent where it is no contract
  private <T> T frame(
      String who,
      @Nullable Running next,
      GasMeter gas,
      Supplier<T> body,
      Function<Halt, T> halted) {
    RunState state = sandbox.run();
    int depth = state.depth();
    GasMeter outer = state.enterFrame(gas);
    try {
      return hosted(next, body);
    } catch (Halt halt) {
      gas.spendAll();
      return halted.apply(halt);
    } catch (RuntimeException | Error fault) {
      throw MachineFault.in(who, fault);
    } finally {
      state.leaveFrame(outer, depth);
      if (state.isIdle()) {
        sandbox.host().endTransaction();
      }
    }
  }

  private <T> T hosted(@Nullable Running next, Supplier<T> body) {
    Running outer = sandbox.host().enter(next);
    try {
      return body.get();
    } finally {
      sandbox.host().enter(outer);
    }
  }

  private MachineResult settle(Supplier<MachineResult> body) {
    try {
      return body.get();
    } catch (GraalJSException thrown) {
      return errors.settle(thrown);
    } catch (Refusal refusal) {
      return ThrownErrors.settle(refusal);
    } catch (AbiException tooMuch) {
      return revert("the result cannot be encoded: " + tooMuch.getMessage());
    }
  }

  // ---- The three ways in
  // -------------------------------------------------------------------------

  private MachineResult construct(LoadedContract contract, Invocation invocation) {
    Optional<AbiConstructor> constructor = contract.abi().constructor();
    boolean isPayable = constructor.map(AbiConstructor::isPayable).orElse(false);
    if (!isPayable && !invocation.valueWei().isZero()) {
      return refusePayment("the constructor");
    }
    AbiParameters parameters = constructor.map(AbiConstructor::inputs).orElse(AbiParameters.NONE);
    List<Object> arguments;
    try {
      arguments = AbiCodec.decodeExactly(parameters, invocation.data());
    } catch (AbiException fault) {
      return revert("constructor arguments: " + fault.getMessage());
    }
    if (contract.init() != null) {
      invoke(contract, contract.init(), sandbox.values().toGuests(parameters, arguments));
    }
    return new Returned(Bytes.EMPTY);
  }

  private MachineResult callFunction(
      LoadedContract contract, LoadedContract.Entry entry, Invocation invocation) {
    AbiFunction function = entry.function();
    if (!entry.isPayable() && !invocation.valueWei().isZero()) {
      return refusePayment("the function " + function.name());
    }
    List<Object> arguments;
    try {
      arguments = function.decodeCall(invocation.data());
    } catch (AbiException fault) {
      return revert(function.name() + ": " + fault.getMessage());
    }
    Object result =
        invoke(contract, entry.method(), sandbox.values().toGuests(function.inputs(), arguments));
    return returned(function.encodeResult(outputs(function, result)));
  }

  private MachineResult callSpecial(LoadedContract contract, Invocation invocation) {
    if (invocation.data().isEmpty() && contract.receive() != null) {
      invoke(contract, contract.receive(), new Object[0]);
      return new Returned(Bytes.EMPTY);
    }
    if (contract.fallback() != null) {
      boolean isPayable = contract.abi().fallback().orElseThrow().isPayable();
      if (!isPayable && !invocation.valueWei().isZero()) {
        return refusePayment("the fallback");
      }
      Object data = sandbox.values().byteArray(invocation.data());
      Object result = invoke(contract, contract.fallback(), new Object[] {data});
      return returned(
          GuestValues.isUndefined(result)
              ? Bytes.EMPTY
              : sandbox.values().bytes(result, "the fallback's result"));
    }
    return invocation.data().isEmpty()
        ? refusePayment("the contract")
        : revert(
            "the abi has no function with the selector "
                + invocation.data().slice(0, Math.min(4, invocation.data().length())));
  }

  private static Object invoke(
      LoadedContract contract, JSFunctionObject method, Object[] arguments) {
    return JSRuntime.call(method, contract.instance(), arguments);
  }

  private List<Object> outputs(AbiFunction function, Object result) {
    AbiParameters outputs = function.outputs();
    GuestValues values = sandbox.values();
    if (outputs.isEmpty()) {
      return List.of();
    }
    if (outputs.size() == 1) {
      String where = "the result of " + function.name();
      return List.of(values.fromGuest(outputs.get(0).type(), result, where));
    }
    Object[] all =
        result instanceof JSArrayObject array
            ? values.itemsOf(array)
            : named(outputs, result, function);
    return values.fromGuests(outputs, all, "the result of " + function.name());
  }

  private static Object[] named(AbiParameters outputs, Object result, AbiFunction function) {
    if (!(result instanceof JSObject object)) {
      throw Refusal.type(
          function.name()
              + " returns "
              + outputs.size()
              + " values: give an array or an object with their names");
    }
    return outputs.all().stream()
        .map(output -> JSObject.get(object, Strings.fromJavaString(output.name())))
        .toArray();
  }

  private MachineResult returned(Bytes data) {
    if (data.length() > Limits.RETURN_DATA_BYTES_MAX) {
      return revert("returns " + data.length() + " bytes, at most " + Limits.RETURN_DATA_BYTES_MAX);
    }
    return new Returned(data);
  }

  private static Reverted refusePayment(String what) {
    return revert(what + " takes no coins");
  }

  private static Reverted revert(String words) {
    return new Reverted(RevertText.error(words), words);
  }

  /// The names that contracts find here without declaring them.
  KnownNames names() {
    return sandbox.names();
  }

  /// Whether the engine compiles hot code; otherwise it interprets all of it.
  public boolean compiles() {
    return sandbox.compiles();
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
