package org.tallystick.machine;

import com.oracle.js.parser.ParserException;
import com.oracle.js.parser.ir.FunctionNode;
import com.oracle.js.parser.ir.IdentNode;
import com.oracle.js.parser.ir.Module;
import com.oracle.js.parser.ir.Module.ExportEntry;
import com.oracle.js.parser.ir.Module.ModuleRequest;
import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.js.parser.GraalJSParserHelper;
import com.oracle.truffle.js.runtime.JSContext;
import com.oracle.truffle.js.runtime.JSException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The check every source file passes at build and again at deploy, before any of it runs.
///
/// It reads the tree of the engine's own parser, so that checker and engine can never disagree
/// about what a source says. Everything here is a pure function of the text.
final class SourceCheck {
  private SourceCheck() {}

  /// How a check ended.
  sealed interface Result {
    /// The file keeps every rule.
    ///
    /// @param tree what the engine's parser made of it
    record Passed(CheckedSource source, FunctionNode tree) implements Result {}

    /// The file may not be deployed.
    ///
    /// @param violations at least one, in the order of the source
    record Refused(List<Violation> violations) implements Result {
      public Refused {
        violations = List.copyOf(violations);
      }
    }
  }

  /// Checks one module. To be called inside the entered context, on a thread with a contract's
  /// stack.
  ///
  /// @param source named by its path within the bundle
  /// @param known names that it need not declare
  /// @param names those of the files of the bundle that were checked already
  static Result check(JSContext context, Source source, KnownNames known, KeyLedger names) {
    return switch (parse(context, source)) {
      case Parsed.Broken(Violation violation) -> new Result.Refused(List.of(violation));
      case Parsed.Tree(FunctionNode module, int units) ->
          check(module, source, units, known, names);
    };
  }

  /// What one module says of others. To be called where [#check] may be.
  static ModuleLinks links(JSContext context, Source source) {
    return switch (parse(context, source)) {
      case Parsed.Broken(Violation violation) -> new ModuleLinks.Unreadable(violation);
      case Parsed.Tree(FunctionNode module, int _) ->
          new ModuleLinks.Found(LinkReader.read(module.getModule(), source));
    };
  }

  private sealed interface Parsed {
    /// @param units what loading the source takes
    record Tree(FunctionNode module, int units) implements Parsed {}

    record Broken(Violation violation) implements Parsed {}
  }

  private static Parsed parse(JSContext context, Source source) {
    SourceLimits.Reading reading = SourceLimits.read(source.getName(), source.getCharacters());
    if (reading.violation().isPresent()) {
      return new Parsed.Broken(reading.violation().get());
    }
    try {
      return new Parsed.Tree(
          GraalJSParserHelper.parseModule(
              context, source, context.getParserOptions().withStrict(true)),
          reading.units());
    } catch (JSException e) {
      return new Parsed.Broken(syntaxError(source, e));
    }
  }

  private static Result check(
      FunctionNode module, Source source, int units, KnownNames known, KeyLedger names) {
    Findings findings = new Findings(source);
    List<ImportedName> imported = ImportRules.check(module.getModule(), known, findings);
    Set<IdentNode> unbound = NameRules.check(module, known, findings);
    List<ClassShape> classes = ModuleRules.check(module, unbound, findings);
    SizeRules.Counts counts = SizeRules.check(module, names, findings);
    List<Violation> violations = findings.sorted();
    return violations.isEmpty()
        ? new Result.Passed(checked(module, source, units, classes, imported, counts), module)
        : new Result.Refused(violations);
  }

  /// The engine shows the line with a mark below it and counts columns from 0; we say the place.
  private static Violation syntaxError(Source source, JSException error) {
    Place place = new Findings(source).place(0);
    String text = error.getRawMessage();
    if (error.getCause() instanceof ParserException parserError) {
      place = new Findings(source).place(parserError.getPosition());
      text = parserError.getRawMessage();
    }
    String firstLine = text.lines().findFirst().orElse("");
    return new Violation(
        source.getName(), place.line(), place.column(), "syntax error: " + firstLine);
  }

  private static CheckedSource checked(
      FunctionNode module,
      Source source,
      int units,
      List<ClassShape> classes,
      List<ImportedName> imported,
      SizeRules.Counts counts) {
    Module links = module.getModule();
    List<String> specifiers =
        links.getRequestedModules().stream()
            .map(ModuleRequest::specifier)
            .map(Object::toString)
            .distinct()
            .toList();
    List<String> exports =
        Stream.concat(
                links.getLocalExportEntries().stream(), links.getIndirectExportEntries().stream())
            .map(ExportEntry::getExportName)
            .map(Object::toString)
            .toList();
    Weights weights = Weights.of(module, source.getLength());
    return new CheckedSource(
        source.getName(),
        units,
        weights,
        classes,
        specifiers,
        imported,
        exports,
        !links.getStarExportEntries().isEmpty(),
        counts.classes(),
        counts.patterns(),
        counts.destructurings());
  }
}
