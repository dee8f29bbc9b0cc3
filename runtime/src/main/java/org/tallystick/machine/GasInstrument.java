package org.tallystick.machine;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
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
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.nodes.control.ForNode;
import com.oracle.truffle.js.nodes.function.ClassDefinitionNode;
import com.oracle.truffle.js.nodes.function.JSBuiltinNode;
import com.oracle.truffle.js.nodes.instrumentation.JSTags.BinaryOperationTag;
import com.oracle.truffle.js.nodes.instrumentation.JSTags.BuiltinRootTag;
import com.oracle.truffle.js.nodes.instrumentation.JSTags.ControlFlowBlockTag;
import com.oracle.truffle.js.nodes.instrumentation.JSTags.LiteralTag;
import com.oracle.truffle.js.nodes.instrumentation.JSTags.ObjectAllocationTag;
import com.oracle.truffle.js.nodes.instrumentation.JSTags.UnaryOperationTag;
import com.oracle.truffle.js.runtime.BigInt;
import com.oracle.truffle.js.runtime.JSArguments;
import com.oracle.truffle.js.runtime.JSException;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.builtins.JSError;
import com.oracle.truffle.js.runtime.builtins.JSFunctionObject;
import com.oracle.truffle.js.runtime.builtins.JSGeneratorObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import org.jspecify.annotations.Nullable;
import org.tallystick.gas.Limits;

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
        contractCode(run, ObjectAllocationTag.class), _ -> new NewObjectNode());
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
    ObjectRest.meter(context.getInstrumentedNode(), run);
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
        ? new ObjectSpreadNode(run)
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
        return new HeritageNode();
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
      case "+", "+=", "-", "-=" -> new ResultNode(run);
      default -> null;
    };
  }

  private static @Nullable ExecutionEventNode unary(EventContext context, RunState run) {
    return switch (nodeMember(context, "operator")) {
      case "+", "-", "++", "--" -> new UnaryNode(run, BigIntRules.WORDS_PER_GAS);
      case "~" -> new UnaryNode(run, BigIntRules.BITWISE_WORDS_PER_GAS);
      case "delete" -> new DeleteNode(run);
      default -> null;
    };
  }

  private static @Nullable ExecutionEventNode operator(EventContext context, RunState run) {
    String operator = nodeMember(context, "operator");
    return switch (operator) {
      case "*", "*=", "/", "/=", "%", "%=", "**", "**=", "<<", "<<=" ->
          new BigIntOperatorNode(run, operator);
      case "+", "+=" -> new LinearNode(run, BigIntRules.WORDS_PER_GAS, false);
      case "-", "-=", ">>", ">>=", ">>>", ">>>=" ->
          new LinearNode(run, BigIntRules.WORDS_PER_GAS, true);
      case "&", "&=", "|", "|=", "^", "^=" ->
          new LinearNode(run, BigIntRules.BITWISE_WORDS_PER_GAS, true);
      case "==", "===", "!=", "!==", "<", "<=", ">", ">=" -> new ComparisonNode(run);
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

  /// Charges a statement, and takes the engine's own words out of errors that leave it, before any
  /// handler of the contract can read them: they change between releases of the engine.
  private static class StatementNode extends ExecutionEventNode {
    private static final int GAS_PER_ENGINE_ERROR = 150;
    private final RunState run;
    private final SourceSection section;
    private final int gas;

    StatementNode(RunState run, SourceSection section, int gas) {
      this.run = run;
      this.section = section;
      this.gas = gas;
    }

    @Override
    protected void onEnter(VirtualFrame frame) {
      run.charge(gas);
    }

    @Override
    protected void onReturnExceptional(VirtualFrame frame, Throwable exception) {
      run.leaveBy(exception, section);
      if (exception instanceof JSException error && error.getErrorObjectLazy() == null) {
        EngineErrors.tame(error);
        run.charge(GAS_PER_ENGINE_ERROR);
      }
    }
  }

  /// Charges a for-in for all the keys it is about to gather, inherited ones too.
  private static final class ForInNode extends StatementNode {
    private static final int GAS_PER_KEY = 40;
    private final RunState run;

    ForInNode(RunState run, SourceSection section, int gas) {
      super(run, section, gas);
      this.run = run;
    }

    @Override
    protected void onReturnValue(VirtualFrame frame, Object result) {
      if (result instanceof JSObject || result instanceof TruffleString) {
        charge(result);
      }
    }

    @TruffleBoundary(transferToInterpreterOnException = false)
    private void charge(Object walked) {
      run.charge(GAS_PER_KEY * PrototypeChains.keys(walked));
    }
  }

  /// Charges a function's head and counts it on the stack.
  private static final class FunctionNode extends ExecutionEventNode {
    private final RunState run;
    private final int gas;
    private final int units;

    FunctionNode(RunState run, int gas, int units) {
      this.run = run;
      this.gas = gas;
      this.units = units;
    }

    @Override
    protected void onEnter(VirtualFrame frame) {
      run.descend(units);
      run.charge(gas);
    }

    @Override
    protected void onReturnValue(VirtualFrame frame, Object result) {
      run.ascend(units);
      run.chargeWalked(result);
      // A built-in may gather what a callback returns; a long text pays each time it is handed on.
      if (result instanceof TruffleString text) {
        run.chargeText(Strings.length(text));
      } else if (result instanceof JSGeneratorObject generator) {
        checkPrototypes(generator);
      }
    }

    @TruffleBoundary(transferToInterpreterOnException = false)
    private static void checkPrototypes(JSGeneratorObject generator) {
      PrototypeChains.requireShort(generator);
    }

    @Override
    protected void onReturnExceptional(VirtualFrame frame, Throwable exception) {
      run.ascend(units);
    }
  }

  /// Charges a built-in by the sizes it is about to work on, and counts it on the stack: sorting,
  /// generators and conversions call back into the contract.
  private static final class BuiltinNode extends ExecutionEventNode {
    /// How the engine tells that a text would pass [Sandbox#TEXT_CHARACTERS_MAX].
    private static final String TEXT_TOO_LONG = "Invalid string length";

    private final RunState run;
    private final String name;
    private final Price price;
    private final boolean passesNewTarget;
    private final boolean countsNumber;
    private final boolean readsArrayLikes;
    private final boolean makesError;
    private final boolean constructs;
    private final boolean walks;

    BuiltinNode(RunState run, String name, Price price, boolean passesNewTarget) {
      this.run = run;
      this.name = name;
      this.price = price;
      this.passesNewTarget = passesNewTarget;
      this.countsNumber = name.startsWith("String.prototype.") && takesNumber(price);
      this.readsArrayLikes =
          name.startsWith("Array.")
              || name.endsWith("Array")
              || name.startsWith("%TypedArray%")
              || name.endsWith(".apply")
              || name.equals("String.raw");
      this.makesError = name.endsWith("Error");
      this.walks = name.equals("JSON.stringify") || name.equals("JSON.parse");
      // Called on a constructor of the contract's, they make one of its objects.
      this.constructs = name.equals("Array.from") || name.equals("Array.of");
    }

    private static boolean takesNumber(Price price) {
      return price.before().stream().anyMatch(term -> term.sizes().contains(Price.Size.INT0));
    }

    @Override
    protected void onEnter(VirtualFrame frame) {
      run.descend(1);
      if (!price.isFree()) {
        charge(frame.getArguments());
      }
    }

    @TruffleBoundary(transferToInterpreterOnException = false)
    private void charge(Object[] passed) {
      Object[] arguments = passesNewTarget ? BuiltinPrices.withoutNewTarget(passed) : passed;
      if (readsArrayLikes) {
        Sizes.refuseComputedLength(JSArguments.getThisObject(arguments));
        Sizes.refuseComputedLength(Sizes.argument(arguments, 0));
        Sizes.refuseComputedLength(Sizes.argument(arguments, 1));
      }
      if (countsNumber) {
        Sizes.refuseObjects(arguments, name);
      }
      BuiltinRules.check(name, arguments);
      if (price.isFlat()) {
        chargeReadings(arguments);
      }
      try {
        run.charge(Sizes.sum(price.before(), arguments, run.meter().left()));
        if (!price.memory().isEmpty()) {
          run.allocate(Sizes.sum(price.memory(), arguments, Limits.LIVE_MEMORY_BYTES_MAX));
        }
      } catch (DeepSizes.TooDeepException tooDeep) {
        throw run.refuse(tooDeep);
      }
      if (walks) {
        run.beginWalk(Sizes.argument(arguments, 1) instanceof JSFunctionObject);
      }
    }

    /// A built-in that is not priced by its arguments may still read a text as a number or name.
    private void chargeReadings(Object[] arguments) {
      for (int at = 0; at < JSArguments.getUserArgumentCount(arguments); at++) {
        if (JSArguments.getUserArgument(arguments, at) instanceof TruffleString text) {
          run.chargeReading(text);
        }
      }
    }

    @Override
    protected void onReturnValue(VirtualFrame frame, Object result) {
      if (walks) {
        run.endWalk();
      }
      run.ascend(1);
      run.chargeWalked(result);
      if (price.result() != 0) {
        chargeResult(result);
      }
      if (makesError) {
        BuiltinRules.tame(result);
      }
      if (constructs) {
        checkPrototypes(result);
      }
    }

    @TruffleBoundary(transferToInterpreterOnException = false)
    private static void checkPrototypes(Object result) {
      PrototypeChains.requireShort(result);
    }

    @TruffleBoundary(transferToInterpreterOnException = false)
    private void chargeResult(Object result) {
      long elements = Sizes.elements(result);
      run.charge(price.result() * elements);
      run.allocate(2 * elements);
    }

    @Override
    protected void onReturnExceptional(VirtualFrame frame, Throwable exception) {
      if (walks) {
        run.endWalk();
      }
      run.ascend(1);
      // All of the work was done.
      if (price.result() != 0
          && exception instanceof JSException error
          && TEXT_TOO_LONG.equals(error.getRawMessage())) {
        run.charge((long) price.result() * Sandbox.TEXT_CHARACTERS_MAX);
      }
    }
  }

  /// Charges a concatenation by the length of what it gives, since a rope is flattened later, and
  /// bounds a sum.
  private static final class ResultNode extends ExecutionEventNode {
    private final RunState run;

    ResultNode(RunState run) {
      this.run = run;
    }

    @Override
    protected void onReturnValue(VirtualFrame frame, Object result) {
      if (result instanceof TruffleString text) {
        run.chargeText(Strings.length(text));
      } else {
        BigIntRules.checkResult(result);
      }
    }
  }

  /// Charges an operator that makes a number of another, or of a text, and bounds it.
  private static final class UnaryNode extends ExecutionEventNode {
    private final RunState run;
    private final int wordsPerGas;

    UnaryNode(RunState run, int wordsPerGas) {
      this.run = run;
      this.wordsPerGas = wordsPerGas;
    }

    @Override
    protected void onInputValue(
        VirtualFrame frame, EventContext inputContext, int inputIndex, Object inputValue) {
      if (inputValue instanceof TruffleString text) {
        run.chargeReading(text);
      }
    }

    @Override
    protected void onReturnValue(VirtualFrame frame, Object result) {
      if (result instanceof BigInt number) {
        run.charge(BigIntRules.words(number) / wordsPerGas);
        BigIntRules.checkResult(number);
      }
    }
  }

  /// Charges a deletion by the shape of the object, which is made anew without the property.
  private static final class DeleteNode extends ExecutionEventNode {
    private static final int GAS_PER_PROPERTY = 20;
    private final RunState run;

    DeleteNode(RunState run) {
      this.run = run;
    }

    @Override
    protected void onInputValue(
        VirtualFrame frame, EventContext inputContext, int inputIndex, Object inputValue) {
      if (inputValue instanceof JSObject object) {
        run.charge(GAS_PER_PROPERTY * Sizes.shapeProperties(object));
      }
    }
  }

  /// Charges an operator whose work is in proportion to its operands, before it works: a difference
  /// of long BigInts may be short.
  private static final class LinearNode extends ExecutionEventNode {
    private final RunState run;
    private final int wordsPerGas;
    private final boolean readsTexts;

    LinearNode(RunState run, int wordsPerGas, boolean readsTexts) {
      this.run = run;
      this.wordsPerGas = wordsPerGas;
      this.readsTexts = readsTexts;
    }

    @Override
    protected void onInputValue(
        VirtualFrame frame, EventContext inputContext, int inputIndex, Object inputValue) {
      if (inputValue instanceof BigInt number) {
        run.charge(BigIntRules.words(number) / wordsPerGas);
      } else if (readsTexts && inputValue instanceof TruffleString text) {
        run.chargeReading(text);
      }
    }
  }

  /// Charges and bounds an operator on BigInts before it works.
  private static final class BigIntOperatorNode extends ExecutionEventNode {
    private final RunState run;
    private final BigIntRules.Operator operator;

    BigIntOperatorNode(RunState run, String operator) {
      this.run = run;
      this.operator = BigIntRules.Operator.of(operator);
    }

    @Override
    protected void onInputValue(
        VirtualFrame frame, EventContext inputContext, int inputIndex, Object inputValue) {
      saveInputValue(frame, inputIndex, inputValue);
      if (inputValue instanceof TruffleString text) {
        run.chargeReading(text);
      }
      if (inputIndex == getInputCount() - 1 && inputIndex > 0) {
        Object left = getSavedInputValues(frame)[0];
        BigIntRules.chargeOperator(run, operator, left, inputValue);
      }
    }
  }

  /// Charges an object literal for what its spreads copy.
  private static final class ObjectSpreadNode extends ExecutionEventNode {
    private final RunState run;

    ObjectSpreadNode(RunState run) {
      this.run = run;
    }

    @Override
    protected void onInputValue(
        VirtualFrame frame, EventContext inputContext, int inputIndex, Object inputValue) {
      run.chargeCopy(inputValue);
    }
  }

  /// Bounds the prototypes of what `new` made.
  private static final class NewObjectNode extends ExecutionEventNode {
    @Override
    protected void onReturnValue(VirtualFrame frame, Object result) {
      check(result);
    }

    @TruffleBoundary(transferToInterpreterOnException = false)
    private static void check(Object result) {
      PrototypeChains.requireShort(result);
    }
  }

  /// Bounds the prototypes of what a class extends.
  private static final class HeritageNode extends ExecutionEventNode {
    @Override
    protected void onReturnValue(VirtualFrame frame, Object result) {
      check(result);
    }

    @TruffleBoundary(transferToInterpreterOnException = false)
    private static void check(Object result) {
      PrototypeChains.requireShortHeritage(result);
    }
  }

  /// Charges a comparison by the lengths of texts. One with a BigInt reads the text as a number.
  private static final class ComparisonNode extends ExecutionEventNode {
    private static final int CHARACTERS_PER_GAS = 16;
    private final RunState run;

    ComparisonNode(RunState run) {
      this.run = run;
    }

    @Override
    protected void onInputValue(
        VirtualFrame frame, EventContext inputContext, int inputIndex, Object inputValue) {
      saveInputValue(frame, inputIndex, inputValue);
      if (inputValue instanceof TruffleString text) {
        run.charge(Strings.length(text) / CHARACTERS_PER_GAS);
      }
      if (inputIndex == getInputCount() - 1 && inputIndex > 0) {
        Object left = getSavedInputValues(frame)[0];
        chargeReading(left, inputValue);
        chargeReading(inputValue, left);
      }
    }

    private void chargeReading(Object compared, Object other) {
      if (compared instanceof TruffleString text) {
        switch (other) {
          case BigInt _ -> run.charge(BigIntRules.readingGas(Strings.length(text)));
          case Number _, Boolean _ -> run.chargeReading(text);
          default -> {}
        }
      }
    }
  }

  /// The error objects of the engine, made fit for a contract to see.
  private static final class EngineErrors {
    private EngineErrors() {}

    @TruffleBoundary
    static void tame(JSException error) {
      TruffleString fixedWord = Strings.fromJavaString(error.getErrorType().name());
      JSObject object = (JSObject) error.getErrorObject();
      JSObject.set(object, JSError.MESSAGE, fixedWord);
      BuiltinRules.tame(object);
    }
  }
}
