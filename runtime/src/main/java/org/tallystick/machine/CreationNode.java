package org.tallystick.machine;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.js.nodes.JavaScriptNode;
import com.oracle.truffle.js.runtime.objects.JSObject;
import java.util.Set;

/// Bounds the prototypes of what `new` makes.
final class CreationNode extends MeterNode {
  @Child private PrototypeNode prototypes = new PrototypeNode();

  CreationNode(JavaScriptNode creation) {
    super(creation);
  }

  @Override
  public Object execute(VirtualFrame frame) {
    Object made = metered().execute(frame);
    if (made instanceof JSObject object) {
      prototypes.requireShort(object);
    }
    return made;
  }

  @Override
  public void executeVoid(VirtualFrame frame) {
    execute(frame);
  }

  @Override
  protected JavaScriptNode copyUninitialized(Set<Class<? extends Tag>> materializedTags) {
    return new CreationNode(cloneUninitialized(metered(), materializedTags));
  }
}
