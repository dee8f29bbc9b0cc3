package org.tallystick.machine;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.js.nodes.JavaScriptNode;
import com.oracle.truffle.js.runtime.GraalJSException;

/// Looks at the errors that leave a node, before anybody gets them.
abstract class ErrorExitNode extends MeterNode {
  ErrorExitNode(JavaScriptNode left) {
    super(left);
  }

  abstract void leftBy(VirtualFrame frame, GraalJSException error);

  @Override
  public final Object execute(VirtualFrame frame) {
    try {
      return metered().execute(frame);
    } catch (GraalJSException error) {
      leftBy(frame, error);
      throw error;
    }
  }

  @Override
  public final void executeVoid(VirtualFrame frame) {
    try {
      metered().executeVoid(frame);
    } catch (GraalJSException error) {
      leftBy(frame, error);
      throw error;
    }
  }
}
