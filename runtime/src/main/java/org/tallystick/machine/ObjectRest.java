package org.tallystick.machine;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.js.nodes.JavaScriptNode;
import com.oracle.truffle.js.nodes.access.RestObjectNode;
import java.util.Iterator;
import java.util.Set;

/// The meter of `{ ...rest } = value`, which copies what is left of a value.
///
/// The engine tells of it only when the copy is made, which may be too late. So the engine's tree
/// is changed: the read of the value charges for the copy to come.
final class ObjectRest {
  /// How the names of the two nodes begin that make such a copy.
  private static final String COPYING = RestObjectNode.class.getName().replace("Node", "");

  private ObjectRest() {}

  /// Meters a node that makes such a copy, and leaves others as they are.
  static void meter(Node node, RunState run) {
    if (node.getClass().getName().startsWith(COPYING)) {
      meterSource(node, run);
    }
  }

  private static void meterSource(Node copying, RunState run) {
    Iterator<Node> children = copying.getChildren().iterator();
    children.next();
    if (!(children.next() instanceof JavaScriptNode source)) {
      throw new MachineFault("this version of the engine is not the pinned one");
    }
    if (!(source instanceof SourceNode)) {
      source.replace(new SourceNode(source, run));
    }
  }

  /// Reads a value and charges for a copy of it.
  private static final class SourceNode extends JavaScriptNode {
    @Child private JavaScriptNode source;
    private final RunState run;

    SourceNode(JavaScriptNode source, RunState run) {
      this.source = source;
      this.run = run;
    }

    @Override
    public Object execute(VirtualFrame frame) {
      Object value = source.execute(frame);
      run.chargeCopy(value);
      return value;
    }

    @Override
    protected JavaScriptNode copyUninitialized(Set<Class<? extends Tag>> materializedTags) {
      return new SourceNode(cloneUninitialized(source, materializedTags), run);
    }
  }
}
