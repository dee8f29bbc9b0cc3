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
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The engine's parse tree as a plain tree: which nodes stand directly under a node.
///
/// The engine's own visitor recurses, and its depth is the source author's to choose. With the
/// children at hand a walk keeps its own stack.
final class SyntaxTree {
  private SyntaxTree() {}

  /// The nodes directly under `node`, in the order of the source as far as the engine keeps it.
  /// Plain names of properties and of parameters are left out: they refer to nothing.
  static List<Node> children(Node node) {
    Children children = new Children();
    switch (node) {
      case FunctionNode function -> children.add(function.getBody());
      case ClassNode type -> {
        children.add(type.getIdent()).add(type.getClassHeritage()).addAll(type.getDecorators());
        children.add(type.getConstructor()).addAll(type.getClassElements());
      }
      case PropertyNode property -> {
        if (property.isComputed() || property.isRest()) {
          children.add(property.getKey());
        }
        children.add(property.getValue()).add(property.getGetter()).add(property.getSetter());
      }
      case Block block -> children.addAll(block.getStatements());
      case BlockStatement block -> children.add(block.getBlock());
      case BlockExpression block -> children.add(block.getBlock());
      case ExpressionStatement statement -> children.add(statement.getExpression());
      case VarNode declaration -> children.add(declaration.getName()).add(declaration.getInit());
      case IfNode branch ->
          children.add(branch.getTest()).add(branch.getPass()).add(branch.getFail());
      case ForNode loop ->
          children
              .add(loop.getInit())
              .add(loop.getTest())
              .add(loop.getModify())
              .add(loop.getBody());
      case WhileNode loop -> children.add(loop.getTest()).add(loop.getBody());
      case LabelNode label -> children.add(label.getBody());
      case ReturnNode statement -> children.add(statement.getExpression());
      case ThrowNode statement -> children.add(statement.getExpression());
      case SwitchNode statement ->
          children.add(statement.getExpression()).addAll(statement.getCases());
      case CaseNode branch -> children.add(branch.getTest()).addAll(branch.getStatements());
      case TryNode statement ->
          children
              .add(statement.getBody())
              .addAll(statement.getCatchBlocks())
              .add(statement.getFinallyBody());
      case CatchNode handler ->
          children
              .add(handler.getException())
              .add(handler.getDestructuringPattern())
              .add(handler.getExceptionCondition())
              .add(handler.getBody());
      case WithNode statement -> children.add(statement.getExpression()).add(statement.getBody());
      case CallNode call -> children.add(call.getFunction()).addAll(call.getArgs());
      case AccessNode access -> children.add(access.getBase());
      case IndexNode access -> children.add(access.getBase()).add(access.getIndex());
      case UnaryNode operation -> children.add(operation.getExpression());
      case BinaryNode operation -> children.add(operation.getLhs()).add(operation.getRhs());
      case TernaryNode operation ->
          children
              .add(operation.getTest())
              .add(operation.getTrueExpression())
              .add(operation.getFalseExpression());
      case JoinPredecessorExpression wrapper -> children.add(wrapper.getExpression());
      case ObjectNode literal -> children.addAll(literal.getElements());
      case LiteralNode<?> literal -> children.addAll(literal.getElementExpressions());
      case UntaggedTemplateLiteralNode template -> children.addAll(template.getExpressions());
      case IdentNode _,
          ParameterNode _,
          TaggedTemplateLiteralNode _,
          JumpStatement _,
          EmptyNode _,
          DebuggerNode _ -> {}
      default ->
          throw new IllegalStateException(
              "the parser gave a node that this version does not know: " + node.getClass());
    }
    return children.nodes;
  }

  private static final class Children {
    private final List<Node> nodes = new ArrayList<>();

    Children add(@Nullable Node node) {
      if (node != null) {
        nodes.add(node);
      }
      return this;
    }

    Children addAll(@Nullable List<? extends @Nullable Node> more) {
      if (more != null) {
        // A hole in an array literal is a null here.
        more.forEach(this::add);
      }
      return this;
    }
  }
}
