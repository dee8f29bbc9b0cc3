package org.tallystick.machine;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.InstrumentableNode;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.js.nodes.JavaScriptNode;
import com.oracle.truffle.js.nodes.access.ArrayLiteralNode;
import java.util.Set;

/// The elements of an array literal, each taken as the value that it is.
///
/// Where a literal once held a fraction, the engine asks its elements for fractions the next time,
/// and an operator on a whole number in the source answers that with a wrong one: `[6 - 4, 0.5]` is
/// `[0, 0.5]` when it runs the second time. What a function returns must not depend on how often it
/// ran before, so no element is asked for anything but its value.
final class ArrayElements {
  private ArrayElements() {}

  /// Changes a node that is such a literal, and leaves others as they are.
  static void takeAsTheyAre(Node node) {
    if (node instanceof ArrayLiteralNode
        && !(node instanceof InstrumentableNode.WrapperNode)
        && !hasGapsOrSpreads(node)) {
      node.getChildren().forEach(ArrayElements::wrap);
    }
  }

  /// Whether the engine looks at the elements themselves; it then asks for values alone.
  private static boolean hasGapsOrSpreads(Node literal) {
    return literal.getClass().getSimpleName().contains("With");
  }

  private static void wrap(Node element) {
    if (element instanceof JavaScriptNode value && !(element instanceof ElementNode)) {
      value.replace(new ElementNode(value));
    }
  }

  /// Gives the value of an element.
  private static final class ElementNode extends JavaScriptNode {
    @Child private JavaScriptNode value;

    ElementNode(JavaScriptNode value) {
      this.value = value;
    }

    @Override
    public Object execute(VirtualFrame frame) {
      return value.execute(frame);
    }

    @Override
    protected JavaScriptNode copyUninitialized(Set<Class<? extends Tag>> materializedTags) {
      return new ElementNode(cloneUninitialized(value, materializedTags));
    }
  }
}
