package org.tallystick.machine;

import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.instrumentation.InstrumentableNode.WrapperNode;
import com.oracle.truffle.api.instrumentation.StandardTags.StatementTag;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.nodes.NodeUtil;
import com.oracle.truffle.api.source.SourceSection;
import com.oracle.truffle.js.nodes.JavaScriptNode;
import com.oracle.truffle.js.nodes.access.ArrayLiteralNode;
import com.oracle.truffle.js.nodes.access.JSConstantNode;
import com.oracle.truffle.js.nodes.access.LocalVarIncNode;
import com.oracle.truffle.js.nodes.access.ObjectLiteralNode;
import com.oracle.truffle.js.nodes.access.ReadElementNode;
import com.oracle.truffle.js.nodes.access.RestObjectNode;
import com.oracle.truffle.js.nodes.access.SuperPropertyReferenceNode;
import com.oracle.truffle.js.nodes.access.WriteElementNode;
import com.oracle.truffle.js.nodes.access.WritePropertyNode;
import com.oracle.truffle.js.nodes.binary.InNode;
import com.oracle.truffle.js.nodes.binary.JSAddConstantLeftNumberNode;
import com.oracle.truffle.js.nodes.binary.JSAddConstantRightNumberNode;
import com.oracle.truffle.js.nodes.binary.JSAddNode;
import com.oracle.truffle.js.nodes.binary.JSAddSubNumericUnitNode;
import com.oracle.truffle.js.nodes.binary.JSBinaryNode;
import com.oracle.truffle.js.nodes.binary.JSBitwiseAndConstantNode;
import com.oracle.truffle.js.nodes.binary.JSBitwiseAndNode;
import com.oracle.truffle.js.nodes.binary.JSBitwiseOrConstantNode;
import com.oracle.truffle.js.nodes.binary.JSBitwiseOrNode;
import com.oracle.truffle.js.nodes.binary.JSBitwiseXorConstantNode;
import com.oracle.truffle.js.nodes.binary.JSBitwiseXorNode;
import com.oracle.truffle.js.nodes.binary.JSDivideNode;
import com.oracle.truffle.js.nodes.binary.JSEqualNode;
import com.oracle.truffle.js.nodes.binary.JSExponentiateNode;
import com.oracle.truffle.js.nodes.binary.JSGreaterOrEqualNode;
import com.oracle.truffle.js.nodes.binary.JSGreaterThanNode;
import com.oracle.truffle.js.nodes.binary.JSIdenticalNode;
import com.oracle.truffle.js.nodes.binary.JSLeftShiftConstantNode;
import com.oracle.truffle.js.nodes.binary.JSLeftShiftNode;
import com.oracle.truffle.js.nodes.binary.JSLessOrEqualNode;
import com.oracle.truffle.js.nodes.binary.JSLessThanNode;
import com.oracle.truffle.js.nodes.binary.JSModuloNode;
import com.oracle.truffle.js.nodes.binary.JSMultiplyNode;
import com.oracle.truffle.js.nodes.binary.JSRightShiftConstantNode;
import com.oracle.truffle.js.nodes.binary.JSRightShiftNode;
import com.oracle.truffle.js.nodes.binary.JSSubtractNode;
import com.oracle.truffle.js.nodes.binary.JSUnsignedRightShiftConstantNode;
import com.oracle.truffle.js.nodes.binary.JSUnsignedRightShiftNode;
import com.oracle.truffle.js.nodes.cast.JSToInt32Node.JSToInt32UnaryNode;
import com.oracle.truffle.js.nodes.cast.JSToNumberNode.JSToNumberUnaryNode;
import com.oracle.truffle.js.nodes.cast.JSToNumericNode.JSToNumericWrapperNode;
import com.oracle.truffle.js.nodes.cast.JSToPropertyKeyNode.JSToPropertyKeyWrapperNode;
import com.oracle.truffle.js.nodes.cast.JSToStringNode.JSToStringWrapperNode;
import com.oracle.truffle.js.nodes.cast.JSToUInt32Node.JSToUInt32WrapperNode;
import com.oracle.truffle.js.nodes.control.DeletePropertyNode;
import com.oracle.truffle.js.nodes.control.ForNode;
import com.oracle.truffle.js.nodes.control.IteratorCloseWrapperNode;
import com.oracle.truffle.js.nodes.control.TryCatchNode;
import com.oracle.truffle.js.nodes.control.TryFinallyNode;
import com.oracle.truffle.js.nodes.function.ClassDefinitionNode;
import com.oracle.truffle.js.nodes.function.FunctionBodyNode;
import com.oracle.truffle.js.nodes.instrumentation.JSTags.BinaryOperationTag;
import com.oracle.truffle.js.nodes.instrumentation.JSTags.ControlFlowBlockTag;
import com.oracle.truffle.js.nodes.instrumentation.JSTags.ObjectAllocationTag;
import com.oracle.truffle.js.nodes.unary.IsIdenticalStringNode;
import com.oracle.truffle.js.nodes.unary.JSComplementNode;
import com.oracle.truffle.js.nodes.unary.JSUnaryMinusNode;
import com.oracle.truffle.js.nodes.unary.JSUnaryNode;
import com.oracle.truffle.js.nodes.unary.JSUnaryPlusNode;
import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.builtins.JSGeneratorObject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts the meter's nodes into the tree of a function, before it runs the first time.
///
/// The instrumentation of the engine could tell of the same places, but its probes would stand at
/// every operand, and some operators do not tell it of theirs. A node of our own in the tree costs
/// one call. Tests walk over all operators, kinds of operands and places in the syntax, since what
/// has no node here has no price.
final class TreeMeter {
  private static final Set<Class<? extends Tag>> OPERATORS = Set.of(BinaryOperationTag.class);
  private static final Set<Class<? extends Tag>> LOOPS = Set.of(ControlFlowBlockTag.class);

  /// What a place costs where the engine runs something that the walk over the source did not see.
  /// Tests hold that there is none; if somebody finds one all the same, it is dear for them, and
  /// stops nobody's node. No expression of the language is worth more a character.
  private static final int UNFORESEEN_WEIGHT_PER_CHARACTER = 8;

  private final RunState run;
  private final Weights weights;

  private TreeMeter(RunState run, Weights weights) {
    this.run = run;
    this.weights = weights;
  }

  /// Whether the tree of a function has its nodes already: it may be a copy of one that has.
  static boolean isMetered(FunctionBodyNode function) {
    return function.getBody() instanceof MeterNode;
  }

  /// Changes the tree that a function of a contract is in.
  static void meter(FunctionBodyNode function, RunState run, Weights weights) {
    new TreeMeter(run, weights).visit(function.getRootNode());
    SourceSection section = function.getSourceSection();
    int units = weights.stackUnits(section.getCharIndex(), section.getCharLength());
    JavaScriptNode body = function.getBody();
    FunctionNode metered =
        replace(body, new FunctionNode(body, run, gas(section, weights), 0, units));
    told(metered, run, section);
  }

  /// Changes the tree that a generator resumes.
  static void meterResumption(JSGeneratorObject generator, RunState run) {
    Node tree = ((RootCallTarget) generator.getGeneratorTarget()).getRootNode();
    Weights weights = run.weightsOf(tree.getSourceSection().getSource());
    if (weights != null && NodeUtil.findFirstNodeInstance(tree, MeterNode.class) == null) {
      new TreeMeter(run, weights).visit(tree);
      JavaScriptNode body = child(tree, 0);
      replace(body, new TriedNode(body, run));
    }
  }

  private void visit(Node node) {
    Node found = node instanceof JavaScriptNode expression ? unfolded(expression) : node;
    NodeUtil.forEachChild(
        found,
        child -> {
          visit(child);
          return true;
        });
    meterInside(found);
    if (found instanceof JavaScriptNode expression && !(found instanceof WrapperNode)) {
      meterAround(replaced(expression));
    }
  }

  /// The node with all of its operands. Where one is a number of the source, the engine has a node
  /// that holds it.
  private static JavaScriptNode unfolded(JavaScriptNode node) {
    return switch (node) {
      case JSAddConstantLeftNumberNode _,
          JSAddConstantRightNumberNode _,
          JSBitwiseAndConstantNode _,
          JSBitwiseOrConstantNode _,
          JSBitwiseXorConstantNode _,
          JSLeftShiftConstantNode _,
          JSRightShiftConstantNode _,
          JSUnsignedRightShiftConstantNode _ ->
          replace(node, (JavaScriptNode) node.materializeInstrumentableNodes(OPERATORS));
      case ForNode _ -> replace(node, (JavaScriptNode) node.materializeInstrumentableNodes(LOOPS));
      default -> node;
    };
  }

  /// Operators and writes that a node of ours stands for.
  private JavaScriptNode replaced(JavaScriptNode node) {
    return switch (node) {
      case JSBinaryNode operator -> {
        BinaryNode metered = operator(operator);
        yield metered == null ? node : replace(node, metered);
      }
      case WriteElementNode write when !(node instanceof ElementWriteNode) ->
          replace(node, new ElementWriteNode(write, run));
      case WritePropertyNode write when isLength(write) -> replace(node, lengthWrite(write));
      default -> node;
    };
  }

  private @Nullable BinaryNode operator(JSBinaryNode operator) {
    JavaScriptNode left = operator.getLeft();
    JavaScriptNode right = operator.getRight();
    return switch (operator) {
      case JSAddNode _ -> new ArithmeticNode.Add(left, right, run);
      case JSSubtractNode _ -> new ArithmeticNode.Subtract(left, right, run);
      case JSMultiplyNode _ -> new ArithmeticNode.Multiply(left, right, run);
      case JSDivideNode _ -> new ArithmeticNode.Divide(left, right, run);
      case JSModuloNode _ -> new ArithmeticNode.Modulo(left, right, run);
      case JSExponentiateNode _ -> new ArithmeticNode.Power(left, right, run);
      case JSLeftShiftNode _ -> new ArithmeticNode.ShiftLeft(left, right, run);
      case JSRightShiftNode _ -> new ArithmeticNode.ShiftRight(left, right, run);
      case JSUnsignedRightShiftNode _ -> new ArithmeticNode.ShiftRightUnsigned(left, right, run);
      case JSBitwiseAndNode _ -> new ArithmeticNode.And(left, right, run);
      case JSBitwiseOrNode _ -> new ArithmeticNode.Or(left, right, run);
      case JSBitwiseXorNode _ -> new ArithmeticNode.Xor(left, right, run);
      case JSLessThanNode _ -> new ComparisonNode.Less(left, right, run);
      case JSLessOrEqualNode _ -> new ComparisonNode.LessOrEqual(left, right, run);
      case JSGreaterThanNode _ -> new ComparisonNode.Greater(left, right, run);
      case JSGreaterOrEqualNode _ -> new ComparisonNode.GreaterOrEqual(left, right, run);
      case JSEqualNode _ -> new ComparisonNode.Equal(left, right, run);
      case JSIdenticalNode _ -> new ComparisonNode.Identical(left, right, run);
      // `in`, whose key is charged by itself, and `instanceof`.
      default -> null;
    };
  }

  private static boolean isLength(WritePropertyNode write) {
    return ArrayLengths.NAME.equals(write.getKey())
        && !(write.getTarget() instanceof SuperPropertyReferenceNode);
  }

  private LengthWriteNode lengthWrite(WritePropertyNode write) {
    // Every source of a contract is a module, which is strict.
    WritePropertyNode done =
        WritePropertyNode.create(
            null, ArrayLengths.NAME, null, JSRealm.get(null).getContext(), true);
    return new LengthWriteNode(write.getTarget(), write.getRhs(), done, run);
  }

  /// Charges values on their way into a node.
  private void meterInside(Node node) {
    switch (node) {
      case JSUnaryMinusNode operator -> number(operator);
      case JSUnaryPlusNode operator -> number(operator);
      case JSComplementNode operator -> number(operator);
      case JSToInt32UnaryNode operator -> number(operator);
      case JSToUInt32WrapperNode operator -> number(operator);
      case JSToNumberUnaryNode operator -> number(operator);
      case JSToNumericWrapperNode operator -> number(operator);
      case JSToPropertyKeyWrapperNode name -> charge(name.getOperand(), PropertyKeys::read);
      case JSToStringWrapperNode part -> charge(part.getOperand(), Charges::writing);
      case IsIdenticalStringNode comparison -> charge(comparison.getOperand(), Charges::comparison);
      case ReadElementNode read when read.getElement() != null ->
          charge(read.getElement(), PropertyKeys::read);
      case InNode in -> charge(in.getLeft(), PropertyKeys::read);
      case DeletePropertyNode deletion -> {
        charge(deletion.getTarget(), Charges::deletion);
        charge(child(deletion, 1), PropertyKeys::read);
      }
      case TryCatchNode handled -> tried(handled);
      case TryFinallyNode handled -> tried(handled);
      case IteratorCloseWrapperNode loop -> closed(loop);
      case ClassDefinitionNode type -> heritage(type);
      case ArrayLiteralNode literal -> ArrayElements.takeAsTheyAre(literal);
      default -> meterByName(node);
    }
  }

  /// Nodes that the engine does not let us name.
  private void meterByName(Node node) {
    switch (Named.KINDS.get(node.getClass())) {
      case REST -> charge(child(node, 1), RunState::chargeCopy);
      case SPREAD -> charge(child(node, 0), RunState::chargeCopy);
      case COMPUTED -> charge(child(node, 0), PropertyKeys::define);
      case OTHER -> {}
    }
  }

  /// What can be told of a node by the name of its class alone, looked at once for each class.
  private enum Named {
    REST,
    SPREAD,
    COMPUTED,
    OTHER;

    static final ClassValue<Named> KINDS =
        new ClassValue<>() {
          @Override
          protected Named computeValue(Class<?> type) {
            return of(type.getName());
          }
        };

    private static final String REST_NAME = RestObjectNode.class.getName().replace("Node", "");
    private static final String LITERAL_NAME = ObjectLiteralNode.class.getName();
    private static final String SPREAD_NAME = LITERAL_NAME + "$ObjectLiteralSpreadMemberNode";

    private static Named of(String name) {
      if (name.startsWith(REST_NAME)) {
        return REST;
      }
      if (name.equals(SPREAD_NAME)) {
        return SPREAD;
      }
      boolean isComputed =
          name.startsWith(LITERAL_NAME + "$Computed")
              || name.startsWith(LITERAL_NAME + "Factory$Computed");
      return isComputed ? COMPUTED : OTHER;
    }
  }

  /// The engine has what a class extends behind its constructor, or else a node of its own kind.
  private void heritage(ClassDefinitionNode type) {
    JavaScriptNode next = child(type, 1);
    ValueNode metered = new ValueNode(next, run, Charges::heritage);
    if (NodeUtil.isReplacementSafe(type, next, metered)) {
      replace(next, metered);
    }
  }

  private void closed(IteratorCloseWrapperNode loop) {
    JavaScriptNode walking = child(loop, 0);
    JavaScriptNode iterator = NodeUtil.cloneNode(child(loop, 1));
    replace(walking, new ClosedNode(walking, iterator, run));
  }

  private void tried(JavaScriptNode handled) {
    JavaScriptNode block = child(handled, 0);
    replace(block, new TriedNode(block, run));
  }

  private static JavaScriptNode child(Node node, int index) {
    return NodeUtil.findNodeChildren(node).stream()
        .filter(JavaScriptNode.class::isInstance)
        .map(JavaScriptNode.class::cast)
        .skip(index)
        .findFirst()
        .orElseThrow(() -> new MachineFault("this version of the engine is not the pinned one"));
  }

  private void number(JSUnaryNode operator) {
    JavaScriptNode operand = operator.getOperand();
    if (!(operand instanceof JSConstantNode)) {
      replace(operand, new OperandNode(operand, run));
    }
  }

  private void charge(JavaScriptNode source, ValueNode.Charge charge) {
    if (!(source instanceof JSConstantNode)) {
      replace(source, new ValueNode(source, run, charge));
    }
  }

  /// Charges what a node gives, and the statement that it is.
  private void meterAround(JavaScriptNode node) {
    JavaScriptNode outer = withProbe(node);
    if (node instanceof LocalVarIncNode increment) {
      outer = replace(outer, new IncrementNode(outer, increment, run));
    } else if (node instanceof JSUnaryMinusNode || node instanceof JSAddSubNumericUnitNode) {
      outer = replace(outer, new ValueNode(outer, run, Charges::sum));
    } else if (node instanceof JSComplementNode) {
      outer = replace(outer, new ValueNode(outer, run, Charges::complement));
    } else if (node.hasTag(ObjectAllocationTag.class)) {
      outer = replace(outer, new CreationNode(outer));
    } else if (isEndless(node, outer.getParent())) {
      outer = statement(outer, node.getSourceSection(), RunState.GAS_PER_WEIGHT);
    }
    if (node.hasTag(StatementTag.class) && node.hasSourceSection()) {
      SourceSection section = node.getSourceSection();
      statement(outer, section, gas(section, weights));
    }
  }

  /// A node together with the probe of a debugger or a coverage tool, which has to find its node
  /// inside of itself.
  private static JavaScriptNode withProbe(JavaScriptNode node) {
    return node.getParent() instanceof WrapperNode
            && node.getParent() instanceof JavaScriptNode probe
        ? probe
        : node;
  }

  /// A `for` without test and update may turn for ever without a statement: the closure of a loop
  /// variable is all that happens.
  private static boolean isEndless(JavaScriptNode node, Node parent) {
    return node.hasTag(ControlFlowBlockTag.class)
        && parent.getClass().getName().startsWith(ForNode.class.getName());
  }

  private JavaScriptNode statement(JavaScriptNode node, SourceSection section, int gas) {
    boolean enumerated = weights.isEnumerated(section.getCharIndex(), section.getCharLength());
    StatementNode metered =
        replace(
            node,
            enumerated
                ? new ForInNode(node, run, section, gas)
                : new StatementNode(node, run, section, gas));
    return told(metered, run, section);
  }

  /// Puts a node around what was metered that tells its line, where somebody asks for lines.
  private static JavaScriptNode told(MeterNode metered, RunState run, SourceSection section) {
    LineMeter lines = run.lines();
    return lines == null
        ? metered
        : replace(metered, new LineNode(metered, lines, SourceLine.of(section)));
  }

  private static int gas(SourceSection section, Weights weights) {
    return RunState.GAS_PER_WEIGHT
        * weights
            .weightOf(section.getCharIndex(), section.getCharLength())
            .orElse(UNFORESEEN_WEIGHT_PER_CHARACTER * (1 + section.getCharLength()));
  }

  @SuppressWarnings("ReferenceEquality") // It is about the very same node.
  private static <T extends JavaScriptNode> T replace(JavaScriptNode old, T node) {
    return old == node ? node : old.replace(node);
  }
}
