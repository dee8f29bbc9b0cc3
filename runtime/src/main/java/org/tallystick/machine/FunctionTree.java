package org.tallystick.machine;

import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.nodes.NodeUtil;
import com.oracle.truffle.js.nodes.control.GeneratorBodyNode;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// The engine's tree of one function, and the few places where it is changed before it runs the
/// first time: where a price would come too late, and where the engine's result is not certain.
final class FunctionTree {
  private static final VarHandle GENERATOR_ROOT = generatorRootField();

  private FunctionTree() {}

  static void change(Node function, RunState run) {
    NodeUtil.forEachChild(
        function,
        child -> {
          ObjectRest.meter(child, run);
          ArrayElements.takeAsTheyAre(child);
          ExactPowers.compute(child);
          change(child, run);
          return true;
        });
    // What a generator resumes is a tree of its own, of whose start the engine tells nobody.
    if (function instanceof GeneratorBodyNode body) {
      change((Node) GENERATOR_ROOT.get(body), run);
    }
  }

  private static VarHandle generatorRootField() {
    try {
      return MethodHandles.privateLookupIn(GeneratorBodyNode.class, MethodHandles.lookup())
          .unreflectVarHandle(GeneratorBodyNode.class.getDeclaredField("generatorRootNode"));
    } catch (ReflectiveOperationException fault) {
      throw new MachineFault("this version of the engine is not the pinned one", fault);
    }
  }
}
