package org.tallystick.machine;

import com.oracle.js.parser.Lexer.RegexToken;
import com.oracle.js.parser.TokenType;
import com.oracle.js.parser.ir.AccessNode;
import com.oracle.js.parser.ir.BinaryNode;
import com.oracle.js.parser.ir.Block;
import com.oracle.js.parser.ir.CallNode;
import com.oracle.js.parser.ir.ClassNode;
import com.oracle.js.parser.ir.DebuggerNode;
import com.oracle.js.parser.ir.Expression;
import com.oracle.js.parser.ir.ForNode;
import com.oracle.js.parser.ir.FunctionNode;
import com.oracle.js.parser.ir.IdentNode;
import com.oracle.js.parser.ir.IndexNode;
import com.oracle.js.parser.ir.LiteralNode;
import com.oracle.js.parser.ir.LiteralNode.ArrayLiteralNode;
import com.oracle.js.parser.ir.Node;
import com.oracle.js.parser.ir.ObjectNode;
import com.oracle.js.parser.ir.PropertyNode;
import com.oracle.js.parser.ir.ReturnNode;
import com.oracle.js.parser.ir.Scope;
import com.oracle.js.parser.ir.UnaryNode;
import com.oracle.js.parser.ir.WithNode;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The walk that looks at every name of a source.
///
/// It finds what no contract may use: what differs between machines, what waits, and what would
/// escape the check. Most of that does not exist in the realm either; here the author reads why,
/// before anything runs. A name that the source declares itself is the author's own and stays.
///
/// It finds names that nothing declares, which would only fail once a call comes by.
///
/// And it finds assignments to functions and classes of module level. The language allows them, and
/// they would carry a value from one call to the next.
final class NameRules {
  private static final String DIFFERS_BY_MACHINE = " depends on the machine it runs on. ";
  private static final String WAITS =
      ": contracts finish inside one transaction; call others directly, without await.";
  private static final String MADE_AT_RUN_TIME =
      ": code made at run time cannot be checked or metered.";
  private static final String PROTOTYPES_ARE_FIXED =
      " is not available: prototypes are fixed. Use class … extends.";

  private static final Map<String, String> GLOBALS =
      Map.ofEntries(
          Map.entry("Date", "Date differs between nodes. Use block.timestamp (seconds, BigInt)."),
          Map.entry("Promise", "Promise" + WAITS),
          Map.entry("setTimeout", "setTimeout" + WAITS),
          Map.entry("setInterval", "setInterval" + WAITS),
          Map.entry("setImmediate", "setImmediate" + WAITS),
          Map.entry("clearTimeout", "clearTimeout" + WAITS),
          Map.entry("clearInterval", "clearInterval" + WAITS),
          Map.entry("queueMicrotask", "queueMicrotask" + WAITS),
          Map.entry("eval", "eval" + MADE_AT_RUN_TIME),
          Map.entry("Function", "Function" + MADE_AT_RUN_TIME),
          Map.entry("WeakRef", "WeakRef" + DIFFERS_BY_MACHINE + "Not available."),
          Map.entry(
              "FinalizationRegistry",
              "FinalizationRegistry" + DIFFERS_BY_MACHINE + "Not available."),
          Map.entry(
              "SharedArrayBuffer", "SharedArrayBuffer" + DIFFERS_BY_MACHINE + "Use ArrayBuffer."),
          Map.entry("Atomics", "Atomics" + DIFFERS_BY_MACHINE + "Not available."),
          Map.entry("Intl", "Intl" + DIFFERS_BY_MACHINE + "Format in the user interface."),
          Map.entry("Proxy", "Proxy" + DIFFERS_BY_MACHINE + "Use a class with methods."),
          Map.entry("Float32Array", "Float32Array" + DIFFERS_BY_MACHINE + "Use BigInt64Array."),
          Map.entry("Float64Array", "Float64Array" + DIFFERS_BY_MACHINE + "Use BigInt64Array."));

  private static final Set<String> INEXACT_MATH =
      Set.of(
          "acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "cbrt", "cos", "cosh", "exp",
          "expm1", "hypot", "log", "log10", "log1p", "log2", "pow", "sin", "sinh", "tan", "tanh");

  private static final Map<String, String> LOCALE_METHODS =
      Map.of(
          "toLocaleString", "toString()",
          "toLocaleDateString", "block.timestamp",
          "toLocaleTimeString", "block.timestamp",
          "toLocaleUpperCase", "toUpperCase()",
          "toLocaleLowerCase", "toLowerCase()",
          "localeCompare", "< and >");

  private final KnownNames known;
  private final Findings findings;
  private final Deque<Visit> open = new ArrayDeque<>();
  private final Set<IdentNode> asked = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<IdentNode> unbound = Collections.newSetFromMap(new IdentityHashMap<>());

  private NameRules(KnownNames known, Findings findings) {
    this.known = known;
    this.findings = findings;
  }

  /// @param scope the innermost one around the node; absent above the module
  private record Visit(Node node, @Nullable Scope scope) {}

  /// @return the names that nothing declares, by identity
  static Set<IdentNode> check(FunctionNode module, KnownNames known, Findings findings) {
    NameRules walk = new NameRules(known, findings);
    walk.open.push(new Visit(module.getBody(), null));
    while (!walk.open.isEmpty()) {
      walk.visit(walk.open.pop());
    }
    walk.reportUnbound();
    return walk.unbound;
  }

  /// Each name once, where it stands first; and no more than are shown, for looking for what may
  /// have been meant is work.
  private void reportUnbound() {
    Map<String, IdentNode> first = new LinkedHashMap<>();
    unbound.stream()
        .sorted(Comparator.comparingInt(IdentNode::getStart))
        .forEach(name -> first.putIfAbsent(name.getName(), name));
    first.values().stream()
        .limit(Findings.SHOWN_MAX)
        .forEach(name -> findings.add(name, known.unbound(name.getName())));
  }

  private void visit(Visit visit) {
    Scope scope = visit.scope;
    switch (visit.node) {
      case Block block -> scope = block.getScope();
      case ClassNode type -> scope = type.getScope();
      case FunctionNode function when function.isAsync() -> findings.add(function, "async" + WAITS);
      case FunctionNode function when function.isClassConstructor() -> constructor(function);
      case ForNode loop when loop.isForAwaitOf() -> findings.add(loop, "for await" + WAITS);
      case UnaryNode operation when operation.isTokenType(TokenType.AWAIT) ->
          findings.add(operation, "await" + WAITS);
      case UnaryNode operation
          when operation.isTokenType(TokenType.TYPEOF)
              && operation.getExpression() instanceof IdentNode name ->
          asked.add(name);
      case UnaryNode operation when operation.isAssignment() ->
          target(operation.getExpression(), scope);
      case ForNode loop when loop.isForInOrOf() -> target(loop.getInit(), scope);
      case CallNode call when call.isImport() -> findings.add(call, "import()" + WAITS);
      case WithNode statement ->
          findings.add(statement, "with" + DIFFERS_BY_MACHINE + "Name the object.");
      case DebuggerNode statement ->
          findings.add(statement, "debugger has no use on a chain. Use console.log.");
      case IdentNode name -> identifier(name, scope);
      case AccessNode access -> member(access, access.getBase(), access.getProperty(), scope);
      case IndexNode access -> {
        if (access.getIndex() instanceof LiteralNode<?> literal && literal.isString()) {
          member(access, access.getBase(), literal.getString(), scope);
        }
      }
      case BinaryNode operation when operation.isAssignment() -> {
        target(operation.getLhs(), scope);
        takenApart(operation.getLhs(), operation.getRhs(), scope);
      }
      case PropertyNode property when property.isProto() ->
          findings.add(property, "__proto__" + PROTOTYPES_ARE_FIXED);
      case LiteralNode<?> literal -> literal(literal);
      default -> {}
    }
    Scope around = scope;
    SyntaxTree.forEachChild(visit.node, child -> open.push(new Visit(child, around)));
  }

  /// A constructor that returns another object lets classes add fields to one object without end,
  /// each of which makes its shape anew.
  private void constructor(FunctionNode function) {
    Deque<Node> nodes = new ArrayDeque<>();
    SyntaxTree.forEachChild(function, nodes::push);
    while (!nodes.isEmpty()) {
      switch (nodes.pop()) {
        case FunctionNode _, ClassNode _ -> {}
        case ReturnNode statement when statement.getExpression() != null ->
            findings.add(statement, "a constructor returns no value: the object is made already");
        case Node other -> SyntaxTree.forEachChild(other, nodes::push);
      }
    }
  }

  private void identifier(IdentNode name, @Nullable Scope scope) {
    if (name.isImportMeta()) {
      findings.add(name, "import.meta" + DIFFERS_BY_MACHINE + "Not available.");
      return;
    }
    if (!isReference(name) || !isGlobal(name, scope)) {
      return;
    }
    String message = GLOBALS.get(name.getName());
    if (message != null) {
      findings.add(name, message);
    } else if (!known.isGlobal(name.getName()) && !asked.contains(name)) {
      unbound.add(name);
    }
  }

  /// Whether a name means a variable, rather than a word of the language.
  private static boolean isReference(IdentNode name) {
    return !name.getName().equals("import")
        && !name.isThis()
        && !name.isSuper()
        && !name.isMetaProperty()
        && !name.isPropertyName()
        && !name.isPrivate()
        && !name.isPrivateInCheck()
        && !name.isInternal()
        && !name.isArguments();
  }

  private void member(Node at, Expression base, String property, @Nullable Scope scope) {
    if (property.equals("__proto__")) {
      findings.add(at, "__proto__" + PROTOTYPES_ARE_FIXED);
    }
    String replacement = LOCALE_METHODS.get(property);
    if (replacement != null) {
      findings.add(at, property + DIFFERS_BY_MACHINE + "Use " + replacement + ".");
    }
    if (base instanceof IdentNode object && isGlobal(object, scope)) {
      memberOfGlobal(object.getName(), property).ifPresent(message -> findings.add(at, message));
    }
  }

  private static Optional<String> memberOfGlobal(String object, String property) {
    String name = object + "." + property;
    return switch (object) {
      case "Math" ->
          property.equals("random")
              ? Optional.of(
                  "Random numbers differ between nodes. Let people commit to a number and reveal it"
                      + " later.")
              : Optional.of(
                      name + " is not bit-identical on all machines. Whole numbers: use BigInt.")
                  .filter(_ -> INEXACT_MATH.contains(property));
      case "Reflect" ->
          Optional.of(name + PROTOTYPES_ARE_FIXED)
              .filter(_ -> property.equals("construct") || property.equals("setPrototypeOf"));
      case "Object" ->
          Optional.of(name + PROTOTYPES_ARE_FIXED).filter(_ -> property.equals("setPrototypeOf"));
      case "globalThis" -> Optional.ofNullable(GLOBALS.get(property));
      default -> Optional.empty();
    };
  }

  /// `const { sin } = Math` is `Math.sin`.
  private void takenApart(Expression pattern, Expression value, @Nullable Scope scope) {
    if (pattern instanceof ObjectNode object) {
      for (PropertyNode property : object.getElements()) {
        if (property.getKeyName() != null && !property.isRest()) {
          member(property, value, property.getKeyName(), scope);
        }
      }
    }
  }

  /// Looks at what an assignment writes to. Defaults within a pattern are assignments of their own.
  private void target(Node target, @Nullable Scope scope) {
    Deque<Node> patterns = new ArrayDeque<>(List.of(target));
    while (!patterns.isEmpty()) {
      switch (patterns.pop()) {
        case IdentNode name when isOfModule(name, scope) ->
            findings.add(
                name,
                name.getName()
                    + " belongs to the module: module variables are forgotten after each call. Put"
                    + " it in static state.");
        case ObjectNode pattern -> pattern.getElements().forEach(patterns::push);
        case ArrayLiteralNode pattern ->
            pattern.getElementExpressions().stream()
                .filter(Objects::nonNull)
                .forEach(patterns::push);
        case PropertyNode property when property.isRest() -> {
          Node rest =
              property.getKey() instanceof UnaryNode dots
                  ? dots.getExpression()
                  : property.getKey();
          if (!(rest instanceof IdentNode)) {
            findings.add(rest, "what is left of an object goes into a variable: { ...rest }");
          }
          patterns.push(rest);
        }
        case PropertyNode property -> patterns.push(property.getValue());
        case UnaryNode rest -> patterns.push(rest.getExpression());
        default -> {}
      }
    }
  }

  private void literal(LiteralNode<?> literal) {
    if (literal.getValue() instanceof RegexToken pattern) {
      Patterns.check(pattern.getExpression(), pattern.getOptions())
          .ifPresent(reason -> findings.add(literal, reason));
    }
  }

  private static boolean isOfModule(IdentNode name, @Nullable Scope scope) {
    Scope declaring = declaring(name, scope);
    return declaring != null && declaring.isModuleScope();
  }

  /// Whether a name means the realm's own, since nothing around declares it.
  private static boolean isGlobal(IdentNode name, @Nullable Scope scope) {
    return declaring(name, scope) == null;
  }

  private static @Nullable Scope declaring(IdentNode name, @Nullable Scope scope) {
    Scope around = scope;
    while (around != null && !around.hasSymbol(name.getName())) {
      around = around.getParent();
    }
    return around;
  }
}
