package org.tallystick.machine;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.js.nodes.JavaScriptBaseNode;
import com.oracle.truffle.js.nodes.cast.JSToPrimitiveNode;
import com.oracle.truffle.js.nodes.cast.JSToPrimitiveNode.Hint;
import com.oracle.truffle.js.runtime.objects.JSObject;
import org.jspecify.annotations.Nullable;

/// Converts operands as an operator would, so that what an object gives can be charged: it may be a
/// long text. Few operators ever see an object, so the engine's node comes with the first.
final class ConversionNode extends JavaScriptBaseNode {
  @Child private @Nullable JSToPrimitiveNode toPrimitive;

  /// What an object gives; another value as it is.
  Object primitive(Object value, Hint hint) {
    return value instanceof JSObject ? toPrimitive().execute(value, hint) : value;
  }

  private JSToPrimitiveNode toPrimitive() {
    JSToPrimitiveNode node = toPrimitive;
    if (node == null) {
      CompilerDirectives.transferToInterpreterAndInvalidate();
      node = insert(JSToPrimitiveNode.create());
      toPrimitive = node;
    }
    return node;
  }
}
