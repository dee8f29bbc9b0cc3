package org.tallystick.machine;

import com.oracle.truffle.api.instrumentation.EventContext;
import com.oracle.truffle.api.instrumentation.ExecutionEventNode;
import com.oracle.truffle.api.instrumentation.Instrumenter;
import com.oracle.truffle.api.instrumentation.SourceSectionFilter;
import com.oracle.truffle.api.instrumentation.StandardTags.RootTag;
import com.oracle.truffle.api.instrumentation.TruffleInstrument;
import com.oracle.truffle.js.nodes.JavaScriptNode;
import com.oracle.truffle.js.nodes.function.FunctionBodyNode;
import com.oracle.truffle.js.nodes.function.JSBuiltinNode;
import com.oracle.truffle.js.nodes.instrumentation.JSTags.BuiltinRootTag;
import org.jspecify.annotations.Nullable;

/// The meter: a Truffle instrument that charges gas where a contract's code is about to work.
///
/// It attaches a node to the built-in functions, and puts nodes of its own into the tree of every
/// function ([TreeMeter]): at statements, at function heads, and at operators whose work grows with
/// their operands. Nothing of the source is rewritten, so lines stay what they are, and compiled
/// code keeps an addition and a comparison. The library pays a flat price a function, and by its
/// host functions.
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

  /// What an error costs that leaves a function of the library, which makes and words most of them.
  private static final int LIBRARY_ERROR_GAS = 400;

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
    // One filter for both: each one is asked of every node of a function that is about to run.
    instrumenter.attachExecutionEventFactory(
        SourceSectionFilter.newBuilder().tagIs(RootTag.class, BuiltinRootTag.class).build(),
        context -> attached(context, run, prices));
  }

  private static @Nullable ExecutionEventNode attached(
      EventContext context, RunState run, BuiltinPrices prices) {
    if (context.hasTag(BuiltinRootTag.class)) {
      return builtin(context, run, prices);
    }
    // The library's functions too: as `next` of an iterator one could be called without end.
    return context.getInstrumentedNode().getRootNode().isInternal() ? null : function(context, run);
  }

  /// Called when a function is about to run the first time. The engine takes its probe away again,
  /// since there is no node for it; the function runs with the nodes that were put into its tree.
  private static @Nullable ExecutionEventNode function(EventContext context, RunState run) {
    if (!(context.getInstrumentedNode() instanceof FunctionBodyNode function)) {
      throw new MachineFault("this version of the engine is not the pinned one");
    }
    if (!TreeMeter.isMetered(function)) {
      Weights weights = run.weightsOf(function.getSourceSection().getSource());
      if (weights == null) {
        int gas = RunState.GAS_PER_WEIGHT * LIBRARY_FUNCTION_WEIGHT;
        JavaScriptNode body = function.getBody();
        body.replace(new FunctionNode(body, run, gas, LIBRARY_ERROR_GAS, 1));
      } else {
        TreeMeter.meter(function, run, weights);
      }
    }
    return null;
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
}
