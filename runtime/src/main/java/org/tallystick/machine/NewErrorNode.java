package org.tallystick.machine;

import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.object.DynamicObjectLibrary;
import com.oracle.truffle.js.runtime.builtins.JSErrorObject;
import com.oracle.truffle.js.runtime.objects.JSObjectUtil;

/// Takes from the errors that a constructor makes what [BuiltinRules#tame] does.
final class NewErrorNode extends Node {
  @Child
  private DynamicObjectLibrary properties = JSObjectUtil.createDispatched(BuiltinRules.STACK);

  void tame(Object made) {
    if (made instanceof JSErrorObject error) {
      properties.removeKey(error, BuiltinRules.STACK);
    }
  }
}
