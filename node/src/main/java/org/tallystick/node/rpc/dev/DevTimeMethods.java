package org.tallystick.node.rpc.dev;

import java.util.List;
import java.util.stream.Stream;
import org.tallystick.json.Json;
import org.tallystick.json.JsonNull;
import org.tallystick.node.consensus.local.DevControls;
import org.tallystick.node.rpc.protocol.Argument;
import org.tallystick.node.rpc.protocol.Arguments;
import org.tallystick.node.rpc.protocol.RpcMethod;

/// Methods that set the clock by which blocks of a development chain are dated.
final class DevTimeMethods {
  private static final long MILLIS_PER_SECOND = 1_000;

  private final DevControls controls;

  private DevTimeMethods(DevControls controls) {
    this.controls = controls;
  }

  static List<RpcMethod> of(DevControls controls) {
    DevTimeMethods methods = new DevTimeMethods(controls);
    return Stream.of(
            DevMethod.evm("increaseTime", 1, methods::increaseTime),
            DevMethod.evm("setTime", 1, methods::setTime),
            DevMethod.evm("setNextBlockTimestamp", 1, methods::setNextBlockTimestamp),
            methods.steps(),
            DevMethod.asking(
                "removeBlockTimestampInterval",
                0,
                _ -> Json.of(controls.removeTimestampInterval())))
        .flatMap(methodsOfOne -> methodsOfOne)
        .toList();
  }

  /// Hardhat has none; the one that viem makes up for it is in milliseconds.
  private Stream<RpcMethod> steps() {
    return Stream.of(
        DevMethod.changing(
            "anvil_setBlockTimestampInterval",
            1,
            JsonNull.NULL,
            arguments -> controls.setTimestampInterval(arguments.required(0).smallNumber())),
        DevMethod.changing(
            "ganache_setBlockTimestampInterval",
            1,
            Json.of(true),
            arguments -> controls.setTimestampInterval(arguments.required(0).smallNumber())),
        DevMethod.changing(
            "hardhat_setBlockTimestampInterval",
            1,
            Json.of(true),
            arguments -> controls.setTimestampInterval(wholeSeconds(arguments.required(0)))));
  }

  private static long wholeSeconds(Argument millis) {
    long number = millis.smallNumber();
    if (number % MILLIS_PER_SECOND != 0) {
      throw millis.fault("timestamps are in seconds: " + number + " ms are not whole seconds");
    }
    return number / MILLIS_PER_SECOND;
  }

  /// @return by how many seconds the chain is ahead of the world
  private Json increaseTime(Arguments arguments) {
    return Json.of(controls.increaseTime(arguments.required(0).smallNumber()));
  }

  private Json setTime(Arguments arguments) {
    controls.setTime(arguments.required(0).smallNumber());
    return Json.of(controls.increaseTime(0));
  }

  private Json setNextBlockTimestamp(Arguments arguments) {
    controls.setNextBlockTimestamp(arguments.required(0).smallNumber());
    return JsonNull.NULL;
  }
}
