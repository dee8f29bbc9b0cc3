package org.tallystick.machine;

import com.oracle.truffle.api.instrumentation.EventContext;
import com.oracle.truffle.api.instrumentation.ExecutionEventNode;
import com.oracle.truffle.api.instrumentation.InstrumentableNode;
import com.oracle.truffle.api.instrumentation.Instrumenter;
import com.oracle.truffle.api.instrumentation.SourceSectionFilter;
import com.oracle.truffle.api.instrumentation.StandardTags.ExpressionTag;
import com.oracle.truffle.api.instrumentation.StandardTags.RootTag;
import com.oracle.truffle.api.instrumentation.StandardTags.StatementTag;
import com.oracle.truffle.api.instrumentation.TruffleInstrument;
import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.source.SourceSection;
import com.oracle.truffle.js.nodes.control.ForNode;
import com.oracle.truffle.js.nodes.function.ClassDefinitionNode;
import com.oracle.truffle.js.nodes.function.JSBuiltinNode;
import com.oracle.truffle.js.nodes.instrumentation.JSTags.BinaryOperationTag;
import com.oracle.truffle.js.nodes.instrumentation.JSTags.BuiltinRootTag;
import com.oracle.truffle.js.nodes.instrumentation.JSTags.ControlFlowBlockTag;
import com.oracle.truffle.js.nodes.instrumentation.JSTags.LiteralTag;
import com.oracle.truffle.js.nodes.instrumentation.JSTags.ObjectAllocationTag;
import com.oracle.truffle.js.nodes.instrumentation.JSTags.UnaryOperationTag;
import org.jspecify.annotations.Nullable;

/// The meter: a Truffle instrument that charges gas where a contract's code is about to work.
///
/// It attaches a node to every statement and function of contract source, to the built-in functions
/// and to the operators whose work grows with their operands. Nothing of the source is rewritten,
/// so lines stay what they are, and compiled code keeps an addition and a comparison. The library
/// pays a flat price a function, and by its host functions.
///
/// A charge that cannot be paid throws [org.tallystick.gas.Halt], which the engine lets pass
/// through every handler of the contract.
@TruffleInstrument.Registration(
    id = GasInstrument.ID,
    name = "Tallystick gas",
    services = GasInstrument.Meter.class)
public final class GasInstrument extends TruffleInstrument {
  static final String ID = "tallystick-gas";

  /// What a function of the library costs by itself; what it does pays in host functions.
  private static final int LIBRARY_FUNCTION_WEIGHT = 2;

  /// What a place costs where the engine runs something that the walk over the source did not see.
  /// Tests hold that there is none; if somebody finds one all the same, it is dear for them, and
  /// stops nobody's node. No expression of the language is worth more a character.
  private static final int UNFORESEEN_WEIGHT_PER_CHARACTER = 8;

  /// Starts metering in one engine.
  interface Meter {
    /// @param run what the event nodes charge
    /// @param prices prices of the built-ins
    void attach(RunState run, BuiltinPrices prices);
  }

  @Override
  protected void onCreate(Env env) {
    Instrumenter instrumenter = env.getInstrumenter();
    env.registerService((Meter) (run, prices) -> attach(instrumenter, run, prices));
  }

  private static void attach(Instrumenter instrumenter, RunState run, BuiltinPrices prices) {
    instrumenter.attachExecutionEventFactory(
        contractCode(run, StatementTag.class), context -> statement(context, run));
    // The library's functions too: as `next` of an iterator one could be called without end.
    instrumenter.attachExecutionEventFactory(
        SourceSectionFilter.newBuilder().tagIs(RootTag.class).includeInternal(false).build(),
        context -> function(context, run));
    instrumenter.attachExecutionEventFactory(
        contractCode(run, ControlFlowBlockTag.class), context -> endlessLoop(context, run));
    instrumenter.attachExecutionEventFactory(
        SourceSectionFilter.newBuilder().tagIs(BuiltinRootTag.class).build(),
        context -> builtin(context, run, prices));
    instrumenter.attachExecutionEventFactory(
        contractCode(run, LiteralTag.class),
        contractCode(run, ExpressionTag.class),
        context -> objectSpread(context, run));
    instrumenter.attachExecutionEventFactory(
        contractCode(run, ObjectAllocationTag.class), _ -> new ObjectNodes.NewObjectNode());
    instrumenter.attachExecutionEventFactory(
        contractCode(run, ExpressionTag.class), GasInstrument::classHeritage);
    instrumenter.attachExecutionEventFactory(
        contractCode(run, BinaryOperationTag.class), context -> resultOf(context, run));
    instrumenter.attachExecutionEventFactory(
        contractCode(run, UnaryOperationTag.class),
        contractCode(run, ExpressionTag.class),
        context -> unary(context, run));
    instrumenter.attachExecutionEventFactory(
        contractCode(run, BinaryOperationTag.class),
        contractCode(run, ExpressionTag.class),
        context -> operator(context, run));
  }

  /// Places with a tag in source that was weighed, which only a contract's is.
  private static SourceSectionFilter contractCode(RunState run, Class<?> tag) {
    return SourceSectionFilter.newBuilder()
        .tagIs(tag)
        .sourceIs(source -> run.weightsOf(source) != null)
        .build();
  }

  private static ExecutionEventNode statement(EventContext context, RunState run) {
    SourceSection section = context.getInstrumentedSourceSection();
    int gas = RunState.GAS_PER_WEIGHT * weight(section, run);
    return isEnumerated(section, run)
        ? new ForInNode(run, section, gas)
        : new StatementNode(run, section, gas);
  }

  private static ExecutionEventNode function(EventContext context, RunState run) {
    SourceSection section = context.getInstrumentedSourceSection();
    Weights weights = run.weightsOf(section.getSource());
    if (weights == null) {
      return new FunctionNode(run, RunState.GAS_PER_WEIGHT * LIBRARY_FUNCTION_WEIGHT, 1);
    }
    FunctionTree.change(context.getInstrumentedNode(), run);
    int units = weights.stackUnits(section.getCharIndex(), section.getCharLength());
    return new FunctionNode(run, RunState.GAS_PER_WEIGHT * weight(section, run), units);
  }

  private static boolean isEnumerated(SourceSection section, RunState run) {
    Weights weights = run.weightsOf(section.getSource());
    return weights != null && weights.isEnumerated(section.getCharIndex(), section.getCharLength());
  }

  private static int weight(SourceSection section, RunState run) {
    Weights weights = run.weightsOf(section.getSource());
    if (weights == null) {
      throw new MachineFault(
          "a source runs that was not weighed: " + section.getSource().getName());
    }
    return weights
        .weightOf(section.getCharIndex(), section.getCharLength())
        .orElse(UNFORESEEN_WEIGHT_PER_CHARACTER * (1 + section.getCharLength()));
  }

  /// A `for` without test and update may turn for ever without a statement: the closure of a loop
  /// variable is all that happens.
  private static @Nullable ExecutionEventNode endlessLoop(EventContext context, RunState run) {
    Node parent = context.getInstrumentedNode().getParent();
    while (parent instanceof InstrumentableNode.WrapperNode) {
      parent = parent.getParent();
    }
    return parent != null && parent.getClass().getName().startsWith(ForNode.class.getName())
        ? new StatementNode(run, context.getInstrumentedSourceSection(), RunState.GAS_PER_WEIGHT)
        : null;
  }

  /// Only a literal whose source has a spread copies objects; another passes values on as they are.
  private static @Nullable ExecutionEventNode objectSpread(EventContext context, RunState run) {
    return nodeMember(context, "literalType").equals("ObjectLiteral")
            && context.getInstrumentedSourceSection().getCharacters().toString().contains("...")
        ? new ObjectNodes.ObjectSpreadNode(run)
        : null;
  }

  private static ExecutionEventNode builtin(
      EventContext context, RunState run, BuiltinPrices prices) {
    JSBuiltinNode node = (JSBuiltinNode) context.getInstrumentedNode();
    BuiltinPrices.Priced priced = prices.of(node.getBuiltin());
    // Without a price it is out of a contract's reach; the machine's own start may call it.
    return priced == null
        ? new BuiltinNode(run, "", Price.FREE, false)
        : new BuiltinNode(run, priced.path(), priced.price(), BuiltinPrices.passesNewTarget(node));
  }

  /// The engine does not tell of every class, but of the expression after its `extends`: of the
  /// outermost one that belongs to the class and to no other expression.
  private static @Nullable ExecutionEventNode classHeritage(EventContext context) {
    Node around = context.getInstrumentedNode().getParent();
    while (around != null && !isExpression(around)) {
      if (around instanceof ClassDefinitionNode) {
        return new ObjectNodes.HeritageNode();
      }
      around = around.getParent();
    }
    return null;
  }

  private static boolean isExpression(Node node) {
    return node instanceof InstrumentableNode place
        && !(node instanceof InstrumentableNode.WrapperNode)
        && !(node instanceof ClassDefinitionNode)
        && place.hasTag(ExpressionTag.class);
  }

  /// A template literal is a chain of additions to the engine.
  private static @Nullable ExecutionEventNode resultOf(EventContext context, RunState run) {
    return switch (nodeMember(context, "operator")) {
      case "+", "+=", "-", "-=" -> new OperatorNodes.ResultNode(run);
      default -> null;
    };
  }

  private static @Nullable ExecutionEventNode unary(EventContext context, RunState run) {
    return switch (nodeMember(context, "operator")) {
      case "+", "-", "++", "--" -> new OperatorNodes.UnaryNode(run, BigIntRules.WORDS_PER_GAS);
      case "~" -> new OperatorNodes.UnaryNode(run, BigIntRules.BITWISE_WORDS_PER_GAS);
      case "delete" -> new ObjectNodes.DeleteNode(run);
      default -> null;
    };
  }

  private static @Nullable ExecutionEventNode operator(EventContext context, RunState run) {
    String operator = nodeMember(context, "operator");
    return switch (operator) {
      case "*", "*=", "/", "/=", "%", "%=", "**", "**=", "<<", "<<=" ->
          new OperatorNodes.BigIntOperatorNode(run, operator);
      case "+", "+=" -> new OperatorNodes.LinearNode(run, BigIntRules.WORDS_PER_GAS, false);
      case "-", "-=", ">>", ">>=", ">>>", ">>>=" ->
          new OperatorNodes.LinearNode(run, BigIntRules.WORDS_PER_GAS, true);
      case "&", "&=", "|", "|=", "^", "^=" ->
          new OperatorNodes.LinearNode(run, BigIntRules.BITWISE_WORDS_PER_GAS, true);
      case "==", "===", "!=", "!==", "<", "<=", ">", ">=" -> new OperatorNodes.ComparisonNode(run);
      default -> null;
    };
  }

  private static String nodeMember(EventContext context, String member) {
    try {
      Object node = context.getNodeObject();
      InteropLibrary interop = InteropLibrary.getUncached();
      return interop.isMemberReadable(node, member)
          ? interop.asString(interop.readMember(node, member))
          : "";
    } catch (InteropException fault) {
      throw new MachineFault("a node of the engine does not tell its " + member, fault);
    }
  }
}
