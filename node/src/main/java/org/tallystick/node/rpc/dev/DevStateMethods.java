package org.tallystick.node.rpc.dev;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.tallystick.bytes.U256;
import org.tallystick.json.Json;
import org.tallystick.node.consensus.local.DevControls;
import org.tallystick.node.rpc.protocol.Arguments;
import org.tallystick.node.rpc.protocol.RpcMethod;

/// Methods that edit accounts of a development chain, one by one or all that a dump has.
final class DevStateMethods {
  private final DevControls controls;

  private DevStateMethods(DevControls controls) {
    this.controls = controls;
  }

  static List<RpcMethod> of(DevControls controls) {
    DevStateMethods methods = new DevStateMethods(controls);
    return Stream.of(
            edit("setBalance", "evm_setAccountBalance", 2, methods::setBalance),
            edit("setNonce", "evm_setAccountNonce", 2, methods::setNonce),
            edit("setCode", "evm_setAccountCode", 2, methods::setCode),
            edit("setStorageAt", "evm_setAccountStorageAt", 3, methods::setStorageAt),
            DevMethod.asking("dumpState", 0, _ -> Json.of(controls.dumpState().toHex())),
            DevMethod.asking("loadState", 1, methods::loadState))
        .flatMap(methodsOfOne -> methodsOfOne)
        .toList();
  }

  private static Stream<RpcMethod> edit(
      String action, String nameOfGanache, int argumentsMax, Consumer<Arguments> edit) {
    return Stream.concat(
        DevMethod.changing(action, argumentsMax, edit),
        Stream.of(DevMethod.changing(nameOfGanache, argumentsMax, Json.of(true), edit)));
  }

  private void setBalance(Arguments arguments) {
    controls.setBalance(arguments.required(0).address(), DevNumber.large(arguments.required(1)));
  }

  private void setNonce(Arguments arguments) {
    controls.setNonce(arguments.required(0).address(), arguments.required(1).smallNumber());
  }

  private void setCode(Arguments arguments) {
    controls.setCode(arguments.required(0).address(), arguments.required(1).bytes());
  }

  private void setStorageAt(Arguments arguments) {
    controls.setStorageAt(
        arguments.required(0).address(),
        arguments.required(1).slot(),
        U256.fromBytes(arguments.required(2).slot().bytes()));
  }

  private Json loadState(Arguments arguments) {
    controls.loadState(arguments.required(0).bytes());
    return Json.of(true);
  }
}
