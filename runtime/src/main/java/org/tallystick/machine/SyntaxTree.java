package org.tallystick.machine;

import com.oracle.js.parser.ir.AccessNode;
import com.oracle.js.parser.ir.BinaryNode;
import com.oracle.js.parser.ir.Block;
import com.oracle.js.parser.ir.BlockExpression;
import com.oracle.js.parser.ir.BlockStatement;
import com.oracle.js.parser.ir.CallNode;
import com.oracle.js.parser.ir.CaseNode;
import com.oracle.js.parser.ir.CatchNode;
import com.oracle.js.parser.ir.ClassNode;
import com.oracle.js.parser.ir.DebuggerNode;
import com.oracle.js.parser.ir.EmptyNode;
import com.oracle.js.parser.ir.ExpressionStatement;
import com.oracle.js.parser.ir.ForNode;
import com.oracle.js.parser.ir.FunctionNode;
import com.oracle.js.parser.ir.IdentNode;
import com.oracle.js.parser.ir.IfNode;
import com.oracle.js.parser.ir.IndexNode;
import com.oracle.js.parser.ir.JoinPredecessorExpression;
import com.oracle.js.parser.ir.JumpStatement;
import com.oracle.js.parser.ir.LabelNode;
import com.oracle.js.parser.ir.LiteralNode;
import com.oracle.js.parser.ir.Node;
import com.oracle.js.parser.ir.ObjectNode;
import com.oracle.js.parser.ir.ParameterNode;
import com.oracle.js.parser.ir.PropertyNode;
import com.oracle.js.parser.ir.ReturnNode;
import com.oracle.js.parser.ir.SwitchNode;
import com.oracle.js.parser.ir.TemplateLiteralNode.TaggedTemplateLiteralNode;
import com.oracle.js.parser.ir.TemplateLiteralNode.UntaggedTemplateLiteralNode;
import com.oracle.js.parser.ir.TernaryNode;
import com.oracle.js.parser.ir.ThrowNode;
import com.oracle.js.parser.ir.TryNode;
import com.oracle.js.parser.ir.UnaryNode;
import com.oracle.js.parser.ir.VarNode;
import com.oracle.js.parser.ir.WhileNode;
import com.oracle.js.parser.ir.WithNode;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The engine's parse tree as a plain tree: which nodes stand directly under a node.
///
/// The engine's own visitor recurses, and its depth is the source author's to choose. With the
/// children at hand a walk keeps its own stack.
final class SyntaxTree {
  private SyntaxTree() {}

  /// Shows the nodes directly under `node`, in the order of the source as far as the engine keeps
  /// it. Plain names of properties and of parameters are left out: they refer to nothing.
  ///
  /// The most frequent kinds come first, since every walk comes here with every node of a source.
  static void forEachChild(Node node, Consumer<Node> action) {
    switch (node) {
      case IdentNode _ -> {}
      case AccessNode access -> show(access.getBase(), action);
      case LiteralNode<?> literal -> showAll(literal.getElementExpressions(), action);
      case CallNode call -> {
        show(call.getFunction(), action);
        showAll(call.getArgs(), action);
      }
      case BinaryNode operation -> {
        show(operation.getLhs(), action);
        show(operation.getRhs(), action);
      }
      case ExpressionStatement statement -> show(statement.getExpression(), action);
      case VarNode declaration -> {
        show(declaration.getName(), action);
        show(declaration.getInit(), action);
      }
      case UnaryNode operation -> show(operation.getExpression(), action);
      case Block block -> showAll(block.getStatements(), action);
      case FunctionNode function -> show(function.getBody(), action);
      case PropertyNode property -> {
        if (property.isComputed() || property.isRest()) {
          show(property.getKey(), action);
        }
        show(property.getValue(), action);
        show(property.getGetter(), action);
        show(property.getSetter(), action);
      }
      case ReturnNode statement -> show(statement.getExpression(), action);
      case IndexNode access -> {
        show(access.getBase(), action);
        show(access.getIndex(), action);
      }
      case IfNode branch -> {
        show(branch.getTest(), action);
        show(branch.getPass(), action);
        show(branch.getFail(), action);
      }
      case ObjectNode literal -> showAll(literal.getElements(), action);
      case JoinPredecessorExpression wrapper -> show(wrapper.getExpression(), action);
      case BlockStatement block -> show(block.getBlock(), action);
      case BlockExpression block -> show(block.getBlock(), action);
      case TernaryNode operation -> {
        show(operation.getTest(), action);
        show(operation.getTrueExpression(), action);
        show(operation.getFalseExpression(), action);
      }
      case UntaggedTemplateLiteralNode template -> showAll(template.getExpressions(), action);
      case ForNode loop -> {
        show(loop.getInit(), action);
        show(loop.getTest(), action);
        show(loop.getModify(), action);
        show(loop.getBody(), action);
      }
      case ClassNode type -> {
        show(type.getIdent(), action);
        show(type.getClassHeritage(), action);
        showAll(type.getDecorators(), action);
        show(type.getConstructor(), action);
        showAll(type.getClassElements(), action);
      }
      case WhileNode loop -> {
        show(loop.getTest(), action);
        show(loop.getBody(), action);
      }
      case LabelNode label -> show(label.getBody(), action);
      case ThrowNode statement -> show(statement.getExpression(), action);
      case SwitchNode statement -> {
        show(statement.getExpression(), action);
        showAll(statement.getCases(), action);
      }
      case CaseNode branch -> {
        show(branch.getTest(), action);
        showAll(branch.getStatements(), action);
      }
      case TryNode statement -> {
        show(statement.getBody(), action);
        showAll(statement.getCatchBlocks(), action);
        show(statement.getFinallyBody(), action);
      }
      case CatchNode handler -> {
        show(handler.getException(), action);
        show(handler.getDestructuringPattern(), action);
        show(handler.getExceptionCondition(), action);
        show(handler.getBody(), action);
      }
      case WithNode statement -> {
        show(statement.getExpression(), action);
        show(statement.getBody(), action);
      }
      case ParameterNode _,
          TaggedTemplateLiteralNode _,
          JumpStatement _,
          EmptyNode _,
          DebuggerNode _ -> {}
      default ->
          throw new IllegalStateException(
              "the parser gave a node that this version does not know: " + node.getClass());
    }
  }

  private static void show(@Nullable Node node, Consumer<Node> action) {
    if (node != null) {
      action.accept(node);
    }
  }

  private static void showAll(
      @Nullable List<? extends @Nullable Node> nodes, Consumer<Node> action) {
    if (nodes != null) {
      // A hole in an array literal is a null here.
      for (Node node : nodes) {
        show(node, action);
      }
    }
  }
}
