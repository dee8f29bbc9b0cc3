package org.tallystick.machine;

import com.oracle.js.parser.Lexer.RegexToken;
import com.oracle.js.parser.ir.AccessNode;
import com.oracle.js.parser.ir.BinaryNode;
import com.oracle.js.parser.ir.CallNode;
import com.oracle.js.parser.ir.ClassNode;
import com.oracle.js.parser.ir.Expression;
import com.oracle.js.parser.ir.FunctionNode;
import com.oracle.js.parser.ir.IdentNode;
import com.oracle.js.parser.ir.IndexNode;
import com.oracle.js.parser.ir.JoinPredecessorExpression;
import com.oracle.js.parser.ir.LiteralNode;
import com.oracle.js.parser.ir.LiteralNode.ArrayLiteralNode;
import com.oracle.js.parser.ir.Node;
import com.oracle.js.parser.ir.ObjectNode;
import com.oracle.js.parser.ir.PropertyNode;
import com.oracle.js.parser.ir.TemplateLiteralNode.UntaggedTemplateLiteralNode;
import com.oracle.js.parser.ir.TernaryNode;
import com.oracle.js.parser.ir.UnaryNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tallystick.machine.Imports.Imported;

/// What a constant of module level may be made of: literals, operators, other constants, functions,
/// classes, and calls of a few functions that give the same for the same arguments for ever.
///
/// The machine freezes the values afterwards. What cannot be frozen (a Map, a regular expression
/// with its `lastIndex`, the variables of a function that has run) is refused here.
final class Constants {
  private static final String FORGOTTEN =
      "module variables are forgotten after each call. Put it in static state";

  private static final Set<String> PURE_FUNCTIONS =
      Set.of(
          "contract",
          "coin",
          "hex",
          "bytes",
          "keccak256",
          "sha256",
          "struct",
          "mapping",
          "map",
          "set",
          "list");

  private static final Set<String> CHANGES_EACH_CALL = Set.of("msg", "tx", "block", "self");

  private static final Set<String> PURE_GLOBALS = Set.of("Symbol", "BigInt", "Object.freeze");

  private final Findings findings;
  private final Imports imports;
  private final ClassRules classes;
  private final Set<IdentNode> unbound;
  private final Deque<Node> open = new ArrayDeque<>();

  /// @param unbound names that were reported already
  Constants(Findings findings, Imports imports, ClassRules classes, Set<IdentNode> unbound) {
    this.findings = findings;
    this.imports = imports;
    this.classes = classes;
    this.unbound = unbound;
  }

  /// Reports every part of an initialiser that is not constant.
  void check(Expression initialiser) {
    // A class among the values checks its own static fields, through this same method.
    int below = open.size();
    open.push(initialiser);
    while (open.size() > below) {
      visit(open.pop());
    }
  }

  private void visit(Node node) {
    switch (node) {
      case IdentNode name -> imports.resolve(name).ifPresent(it -> refuseChanging(name, it));
      case AccessNode access -> {
        imports.resolve(access).ifPresent(it -> refuseChanging(access, it));
        open.push(access.getBase());
      }
      case IndexNode _,
          TernaryNode _,
          JoinPredecessorExpression _,
          ObjectNode _,
          ArrayLiteralNode _,
          UntaggedTemplateLiteralNode _ ->
          pushChildren(node);
      case PropertyNode property -> property(property);
      case LiteralNode<?> literal when literal.getValue() instanceof RegexToken ->
          findings.add(
              literal,
              "a regular expression remembers lastIndex from call to call. Write it inside the"
                  + " function that uses it.");
      case LiteralNode<?> _ -> {}
      case FunctionNode _ -> {}
      case ClassNode type -> classes.check(type, "", this);
      case UnaryNode operation -> unary(operation);
      case BinaryNode operation when !operation.isAssignment() -> pushChildren(operation);
      case CallNode call -> call(call);
      default -> findings.add(node, FORGOTTEN + ".");
    }
  }

  private void refuseChanging(Node at, Imported imported) {
    if (imported.isFromTally() && CHANGES_EACH_CALL.contains(imported.name())) {
      findings.add(at, imported.name() + " changes from call to call. Read it inside a function.");
    }
  }

  private void property(PropertyNode property) {
    if (property.isRest() || property.isComputed()) {
      open.push(property.getKey());
    }
    if (property.getValue() != null) {
      open.push(property.getValue());
    }
  }

  private void unary(UnaryNode operation) {
    switch (operation.tokenType()) {
      case NEW ->
          findings.add(
              operation,
              "what `new` makes can change, and is forgotten after each call. Put it in static"
                  + " state, or make it inside a function.");
      case INCPREFIX, INCPOSTFIX, DECPREFIX, DECPOSTFIX, DELETE, AWAIT, YIELD, YIELD_STAR ->
          findings.add(operation, FORGOTTEN + ".");
      default -> open.push(operation.getExpression());
    }
  }

  private void call(CallNode call) {
    Optional<Imported> imported = imports.resolve(call.getFunction());
    boolean isPure =
        imported.isPresent()
            ? imported.get().isFromTally() && PURE_FUNCTIONS.contains(imported.get().name())
            : PURE_GLOBALS.contains(path(call.getFunction()));
    boolean isReported = call.getFunction() instanceof IdentNode name && unbound.contains(name);
    if (isReported || (isPure && !call.isTaggedTemplateLiteral())) {
      call.getArgs().forEach(open::push);
    } else {
      findings.add(
          call,
          "at module level only "
              + String.join(", ", List.of("contract", "coin", "hex", "bytes"))
              + " and the like are called: a call could keep something between calls. Put it in a"
              + " function.");
    }
  }

  private static String path(Expression expression) {
    return switch (expression) {
      case IdentNode name -> name.getName();
      case AccessNode access when access.getBase() instanceof IdentNode base ->
          base.getName() + "." + access.getProperty();
      default -> "";
    };
  }

  private void pushChildren(Node node) {
    SyntaxTree.forEachChild(node, open::push);
  }
}
