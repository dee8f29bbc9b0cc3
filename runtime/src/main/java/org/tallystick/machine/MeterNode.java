package org.tallystick.machine;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.js.nodes.JavaScriptNode;

/// A node of the meter's around one of the engine's, which it runs in its own place.
///
/// Debuggers and coverage do not see it: the node inside keeps its tags and its section of the
/// source.
abstract class MeterNode extends JavaScriptNode {
  @Child private JavaScriptNode metered;

  MeterNode(JavaScriptNode metered) {
    this.metered = metered;
  }

  final JavaScriptNode metered() {
    return metered;
  }

  @Override
  public abstract void executeVoid(VirtualFrame frame);

  @Override
  public final boolean isInstrumentable() {
    return false;
  }

  @Override
  public final boolean hasTag(Class<? extends Tag> tag) {
    return false;
  }

  @Override
  public final boolean isResultAlwaysOfType(Class<?> type) {
    return metered.isResultAlwaysOfType(type);
  }
}
