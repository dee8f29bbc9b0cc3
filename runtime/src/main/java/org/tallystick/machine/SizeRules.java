package org.tallystick.machine;

import com.oracle.js.parser.Lexer.RegexToken;
import com.oracle.js.parser.ir.ClassNode;
import com.oracle.js.parser.ir.FunctionNode;
import com.oracle.js.parser.ir.LiteralNode;
import com.oracle.js.parser.ir.LiteralNode.ArrayLiteralNode;
import com.oracle.js.parser.ir.Node;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The walk that counts what is dear to load, and holds the bounds of [CodeLimits] on single parts
/// of a source.
final class SizeRules {
  private final Findings findings;
  private final Deque<Node> open = new ArrayDeque<>();
  private int classes;
  private int patterns;

  private SizeRules(Findings findings) {
    this.findings = findings;
  }

  /// What a source has, at any level.
  record Counts(int classes, int patterns) {}

  static Counts check(FunctionNode module, Findings findings) {
    SizeRules rules = new SizeRules(findings);
    rules.open.push(module);
    while (!rules.open.isEmpty()) {
      rules.visit(rules.open.pop());
    }
    return new Counts(rules.classes, rules.patterns);
  }

  private void visit(Node node) {
    List<Node> children = SyntaxTree.children(node);
    switch (node) {
      case ClassNode type -> {
        classes++;
        hold(type, "a class", "members", type.getClassElements().size(), CodeLimits.MEMBERS_MAX);
      }
      case ArrayLiteralNode array -> {
        int parts = (int) children.stream().filter(part -> !isConstant(part)).count();
        hold(array, "a block or list", "parts besides constants", parts, CodeLimits.PARTS_MAX);
      }
      case LiteralNode<?> literal when literal.getValue() instanceof RegexToken -> patterns++;
      default -> hold(node, "a block or list", "parts", children.size(), CodeLimits.PARTS_MAX);
    }
    children.forEach(open::push);
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
