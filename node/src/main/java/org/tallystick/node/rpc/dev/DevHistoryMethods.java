package org.tallystick.node.rpc.dev;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tallystick.json.Json;
import org.tallystick.node.consensus.local.DevControls;
import org.tallystick.node.rpc.protocol.Argument;
import org.tallystick.node.rpc.protocol.Arguments;
import org.tallystick.node.rpc.protocol.Quantity;
import org.tallystick.node.rpc.protocol.RpcMethod;

/// Methods that lead a development chain back: to a snapshot, or to its beginning.
final class DevHistoryMethods {
  private final DevControls controls;
  private final Instance instance;

  private DevHistoryMethods(DevControls controls, Instance instance) {
    this.controls = controls;
    this.instance = instance;
  }

  static List<RpcMethod> of(DevControls controls, Instance instance) {
    DevHistoryMethods methods = new DevHistoryMethods(controls, instance);
    return Stream.of(
            DevMethod.evm("snapshot", 0, _ -> Quantity.of(controls.snapshot())),
            DevMethod.evm("revert", 1, methods::revert),
            DevMethod.changing("reset", 1, methods::reset))
        .flatMap(methodsOfOne -> methodsOfOne)
        .toList();
  }

  private Json revert(Arguments arguments) {
    return Json.of(controls.revert(arguments.required(0).smallNumber()));
  }

  /// Tools ask by one method to begin again and to begin as the copy of another chain.
  private void reset(Arguments arguments) {
    Optional<Argument> fork = arguments.optional(0).flatMap(wish -> wish.member("forking"));
    fork.ifPresent(DevHistoryMethods::requireNothing);
    controls.reset();
    instance.renew();
  }

  private static void requireNothing(Argument fork) {
    if (fork.member("jsonRpcUrl").isPresent() || fork.member("blockNumber").isPresent()) {
      throw fork.fault("this chain cannot be a fork of another; leave it out to begin again");
    }
  }
}
