package org.tallystick.machine;

import com.oracle.truffle.js.nodes.function.JSBuiltin;
import com.oracle.truffle.js.nodes.function.JSBuiltinNode;
import com.oracle.truffle.js.runtime.JSArguments;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/// The price of each built-in function of a realm, by the engine's own description of it, so that
/// no second name for the same function can have another price.
final class BuiltinPrices {
  private static final VarHandle PASSES_NEW_TARGET = newTargetField();
  private final IdentityHashMap<JSBuiltin, Priced> priced = new IdentityHashMap<>();

  /// @param path how a contract reaches the built-in
  record Priced(String path, Price price) {}

  void note(JSBuiltin builtin, String path, Price price) {
    priced.putIfAbsent(builtin, new Priced(path, price));
  }

  /// The price, or null for a built-in that no contract can reach.
  @Nullable Priced of(JSBuiltin builtin) {
    return priced.get(builtin);
  }

  /// Whether the built-in runs as a constructor of a derived class: `new.target` then stands before
  /// the arguments.
  static boolean passesNewTarget(JSBuiltinNode node) {
    return (boolean) PASSES_NEW_TARGET.get(node);
  }

  /// The arguments laid out as in a plain call.
  static Object[] withoutNewTarget(Object[] arguments) {
    Object[] plain = new Object[arguments.length - 1];
    int shared = JSArguments.RUNTIME_ARGUMENT_COUNT;
    System.arraycopy(arguments, 0, plain, 0, shared);
    System.arraycopy(arguments, shared + 1, plain, shared, plain.length - shared);
    return plain;
  }

  private static VarHandle newTargetField() {
    try {
      return MethodHandles.privateLookupIn(JSBuiltinNode.class, MethodHandles.lookup())
          .findVarHandle(JSBuiltinNode.class, "newTarget", boolean.class);
    } catch (ReflectiveOperationException fault) {
      throw new MachineFault("this version of the engine is not the pinned one", fault);
    }
  }
}
