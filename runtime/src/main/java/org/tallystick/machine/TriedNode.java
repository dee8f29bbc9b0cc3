package org.tallystick.machine;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.js.nodes.JavaScriptNode;
import com.oracle.truffle.js.runtime.GraalJSException;
import java.util.Set;

/// What stands in a `try`, or what a generator resumes: errors of the engine are settled before a
/// handler of the contract gets them.
final class TriedNode extends ErrorExitNode {
  private final RunState run;

  TriedNode(JavaScriptNode tried, RunState run) {
    super(tried);
    this.run = run;
  }

  @Override
  void leftBy(VirtualFrame frame, GraalJSException error) {
    EngineErrors.settle(run, error);
  }

  @Override
  protected JavaScriptNode copyUninitialized(Set<Class<? extends Tag>> materializedTags) {
    return new TriedNode(cloneUninitialized(metered(), materializedTags), run);
  }
}
