package org.tallystick.machine;

import com.oracle.js.parser.Lexer.RegexToken;
import com.oracle.js.parser.ir.AccessNode;
import com.oracle.js.parser.ir.BinaryNode;
import com.oracle.js.parser.ir.CatchNode;
import com.oracle.js.parser.ir.ClassNode;
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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// The walk that counts what is dear to load, and holds the bounds of [CodeLimits] on single parts
/// of a source and that of [KeyLedger] on its names.
final class SizeRules {
  private final KeyLedger names;
  private final Findings findings;
  private final Deque<Node> open = new ArrayDeque<>();
  private int classes;
  private int patterns;
  private int destructurings;

  private SizeRules(KeyLedger names, Findings findings) {
    this.names = names;
    this.findings = findings;
  }

  /// What a source has, at any level.
  record Counts(int classes, int patterns, int destructurings) {}

  /// @param names those of the other files of the code, to which the ones of this are added
  static Counts check(FunctionNode module, KeyLedger names, Findings findings) {
    SizeRules rules = new SizeRules(names, findings);
    rules.open.push(module);
    while (!rules.open.isEmpty()) {
      rules.visit(rules.open.pop());
    }
    return new Counts(rules.classes, rules.patterns, rules.destructurings);
  }

  private void visit(Node node) {
    checkName(node);
    takenApart(node).ifPresent(this::countDestructurings);
    int before = open.size();
    SyntaxTree.forEachChild(node, open::push);
    switch (node) {
      case ClassNode type -> {
        classes++;
        hold(type, "a class", "members", type.getClassElements().size(), CodeLimits.MEMBERS_MAX);
      }
      case ArrayLiteralNode array -> {
        int parts = 0;
        for (Expression part : array.getElementExpressions()) {
          if (part != null && !isConstant(part)) {
            parts++;
          }
        }
        hold(array, "a block or list", "parts besides constants", parts, CodeLimits.PARTS_MAX);
      }
      case LiteralNode<?> literal when literal.getValue() instanceof RegexToken -> patterns++;
      default -> hold(node, "a block or list", "parts", open.size() - before, CodeLimits.PARTS_MAX);
    }
  }

  /// What stands where a value is taken apart: an array or object pattern, or just a name.
  private static Optional<Node> takenApart(Node node) {
    return Optional.ofNullable(
        switch (node) {
          case BinaryNode assignment when assignment.isAssignment() -> assignment.getLhs();
          case ForNode loop when loop.isForInOrOf() -> loop.getInit();
          case CatchNode handler -> handler.getDestructuringPattern();
          default -> null;
        });
  }

  private void countDestructurings(Node target) {
    Deque<Node> nodes = new ArrayDeque<>(List.of(target));
    while (!nodes.isEmpty()) {
      Node node = nodes.pop();
      if (node instanceof ArrayLiteralNode || node instanceof ObjectNode) {
        destructurings++;
      }
      // An assignment inside, a default value, is counted when the walk comes to it.
      if (!(node instanceof BinaryNode) && !(node instanceof FunctionNode)) {
        SyntaxTree.forEachChild(node, nodes::push);
      }
    }
  }

  /// Names become properties, of objects or of what holds the variables of a module.
  private void checkName(Node node) {
    String name =
        switch (node) {
          case IdentNode variable -> variable.getName();
          case AccessNode access -> access.getProperty();
          case PropertyNode property when !property.isComputed() && !property.isRest() ->
              property.getKeyName();
          case IndexNode access
              when access.getIndex() instanceof LiteralNode<?> literal && literal.isString() ->
              literal.getString();
          default -> null;
        };
    if (name != null && names.add(name) == KeyLedger.Added.CROWDED) {
      findings.add(node, "too many names hash alike. Choose others.");
    }
  }

  private static boolean isConstant(Node node) {
    return node instanceof LiteralNode<?> literal
        && !(literal instanceof ArrayLiteralNode)
        && !(literal.getValue() instanceof RegexToken);
  }

  private void hold(Node at, String whole, String parts, int count, int max) {
    if (count > max) {
      findings.add(
          at, "%s has at most %d %s, this has %d. Split it.".formatted(whole, max, parts, count));
    }
  }
}
