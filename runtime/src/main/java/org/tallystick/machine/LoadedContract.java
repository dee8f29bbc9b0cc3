package org.tallystick.machine;

import com.oracle.truffle.js.runtime.builtins.JSFunctionObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tallystick.abi.Abi;
import org.tallystick.abi.AbiCodec;
import org.tallystick.abi.AbiConstructor;
import org.tallystick.abi.AbiFunction;
import org.tallystick.abi.AbiParameters;
import org.tallystick.bytes.Bytes;
import org.tallystick.contract.Code;

/// A contract's class in a sandbox, checked and frozen, with its functions ready to be called by
/// selector. Nothing in it changes between calls.
///
/// @param abi of the class and its bases together
/// @param instance the frozen `this` of every call
/// @param functions by the four bytes of the selector, as an int
/// @param init the constructor's `init`, absent where the class has none
/// @param reentrant whether it may be called while it is on the call stack
/// @param deployables classes of the bundle that the contract may deploy
record LoadedContract(
    Code code,
    Abi abi,
    JSObject instance,
    Map<Integer, Entry> functions,
    @Nullable JSFunctionObject init,
    @Nullable JSFunctionObject receive,
    @Nullable JSFunctionObject fallback,
    boolean reentrant,
    IdentityHashMap<Object, Deployable> deployables) {

  /// A function of the abi and the method that answers it.
  record Entry(
      AbiFunction function, JSFunctionObject method, boolean isStatic, boolean isPayable) {}

  /// A class that can be deployed: the closure of its file, and what it declares.
  record Deployable(Code code, Abi abi) {
    Bytes encodeArguments(GuestValues values, Object[] passed) {
      AbiParameters parameters =
          abi.constructor().map(AbiConstructor::inputs).orElse(AbiParameters.NONE);
      return AbiCodec.encode(parameters, values.fromGuests(parameters, passed, "constructor"));
    }
  }

  Deployable deployable(Object contractClass) {
    Deployable deployable = deployables.get(contractClass);
    if (deployable == null) {
      throw Refusal.type(
          "deploy: only a contract class that is the default export of a module of this bundle");
    }
    return deployable;
  }

  @Nullable Entry entry(Bytes callData) {
    if (callData.length() < 4) {
      return null;
    }
    byte[] bytes = callData.arrayUnsafe();
    return functions.get(selector(bytes));
  }

  static int selector(byte[] bytes) {
    return (bytes[0] & 0xff) << 24
        | (bytes[1] & 0xff) << 16
        | (bytes[2] & 0xff) << 8
        | (bytes[3] & 0xff);
  }
}
