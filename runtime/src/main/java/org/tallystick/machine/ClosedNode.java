package org.tallystick.machine;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.js.nodes.JavaScriptNode;
import com.oracle.truffle.js.runtime.GraalJSException;
import java.util.Set;

/// What walks over an iterator: a loop's body or a pattern. An error that leaves it makes the
/// engine close the iterator, and drop the error that closing may give; so that is paid before.
final class ClosedNode extends ErrorExitNode {
  private final RunState run;
  @Child private JavaScriptNode iterator;

  /// @param iterator reads the iterator's record
  ClosedNode(JavaScriptNode walking, JavaScriptNode iterator, RunState run) {
    super(walking);
    this.iterator = iterator;
    this.run = run;
  }

  @Override
  void leftBy(VirtualFrame frame, GraalJSException error) {
    IteratorCloses.charge(run, iterator.execute(frame));
  }

  @Override
  protected JavaScriptNode copyUninitialized(Set<Class<? extends Tag>> materializedTags) {
    return new ClosedNode(
        cloneUninitialized(metered(), materializedTags),
        cloneUninitialized(iterator, materializedTags),
        run);
  }
}
