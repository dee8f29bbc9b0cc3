package org.tallystick.machine;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.js.nodes.JavaScriptNode;
import com.oracle.truffle.js.nodes.access.WritePropertyNode;
import java.util.Set;

/// Charges `target.length = value`. It stands in the place of the engine's node, which does it.
final class LengthWriteNode extends JavaScriptNode {
  @Child private JavaScriptNode target;
  @Child private JavaScriptNode value;
  @Child private WritePropertyNode write;
  private final RunState run;

  LengthWriteNode(
      JavaScriptNode target, JavaScriptNode value, WritePropertyNode write, RunState run) {
    this.target = target;
    this.value = value;
    this.write = write;
    this.run = run;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    Object array = target.execute(frame);
    Object length = value.execute(frame);
    ArrayLengths.chargeWrite(run, array, ArrayLengths.NAME, length);
    return write.executeWithValue(array, length);
  }

  @Override
  protected JavaScriptNode copyUninitialized(Set<Class<? extends Tag>> materializedTags) {
    return new LengthWriteNode(
        cloneUninitialized(target, materializedTags),
        cloneUninitialized(value, materializedTags),
        cloneUninitialized(write, materializedTags),
        run);
  }
}
