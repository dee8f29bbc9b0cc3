package org.tallystick.node.rpc.dev;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tallystick.json.Json;
import org.tallystick.json.JsonNull;
import org.tallystick.node.consensus.local.DevControls;
import org.tallystick.node.rpc.protocol.Argument;
import org.tallystick.node.rpc.protocol.Arguments;
import org.tallystick.node.rpc.protocol.Quantity;
import org.tallystick.node.rpc.protocol.RpcMethod;

/// Methods that make blocks of a development chain, say when they are made, and what is in their
/// headers.
final class DevBlockMethods {
  /// What `hardhat_mine` puts between two blocks where nothing is said.
  private static final long HARDHAT_STEP_SECONDS = 1;

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MILLISECOND = Duration.ofMillis(1);

  private final DevControls controls;

  private DevBlockMethods(DevControls controls) {
    this.controls = controls;
  }

  /// @param isHardhat whether the node says that it is Hardhat's, whose times between blocks are in
  ///   milliseconds
  static List<RpcMethod> of(DevControls controls, boolean isHardhat) {
    DevBlockMethods methods = new DevBlockMethods(controls);
    return Stream.of(methods.making(), methods.timing(isHardhat), methods.headers())
        .flatMap(methodsOfOne -> methodsOfOne)
        .toList();
  }

  private Stream<RpcMethod> making() {
    return Stream.of(
        DevMethod.named("evm_mine", 1, this::mineAsAsked),
        DevMethod.changing("anvil_mine", 2, JsonNull.NULL, arguments -> mine(arguments, 0)),
        DevMethod.changing("ganache_mine", 2, Json.of(true), arguments -> mine(arguments, 0)),
        DevMethod.changing(
            "hardhat_mine", 2, Json.of(true), arguments -> mine(arguments, HARDHAT_STEP_SECONDS)));
  }

  private Stream<RpcMethod> timing(boolean isHardhat) {
    Duration unit = isHardhat ? MILLISECOND : SECOND;
    return Stream.of(
            DevMethod.asking("getAutomine", 0, _ -> Json.of(controls.isAutomine())),
            DevMethod.evm("setAutomine", 1, this::setAutomine),
            Stream.of(
                DevMethod.named("eth_mining", 0, _ -> Json.of(controls.isAutomine())),
                DevMethod.changing(
                    "miner_start", 1, Json.of(true), _ -> controls.setAutomine(true)),
                DevMethod.changing(
                    "miner_stop", 0, Json.of(true), _ -> controls.setAutomine(false)),
                DevMethod.named(
                    "evm_setIntervalMining", 1, arguments -> setInterval(arguments, unit)),
                DevMethod.named(
                    "anvil_setIntervalMining", 1, arguments -> setInterval(arguments, SECOND))))
        .flatMap(methodsOfOne -> methodsOfOne);
  }

  private Stream<RpcMethod> headers() {
    return Stream.of(
            DevMethod.changing(
                "setCoinbase",
                1,
                arguments -> controls.setFeeRecipient(arguments.required(0).address())),
            DevMethod.changing(
                "setPrevRandao",
                1,
                arguments -> controls.setNextRandomness(arguments.required(0).slot())),
            DevMethod.changing(
                "setNextBlockBaseFeePerGas",
                1,
                arguments -> controls.setNextBaseFeePerGas(DevNumber.large(arguments.required(0)))),
            DevMethod.changing(
                "setMinGasPrice",
                1,
                arguments -> controls.setMinGasPrice(DevNumber.large(arguments.required(0)))),
            DevMethod.evm("setBlockGasLimit", 1, this::setBlockGasLimit))
        .flatMap(methodsOfOne -> methodsOfOne);
  }

  /// A block of all that waits, at the date that is given; or, of an object, several.
  private Json mineAsAsked(Arguments arguments) {
    Optional<Argument> wish = arguments.optional(0);
    boolean isObject = wish.isPresent() && wish.get().isObject();
    Optional<Argument> date = isObject ? wish.get().member("timestamp") : wish;
    Optional<Argument> blocks = isObject ? wish.get().member("blocks") : Optional.empty();
    long count = blocks.map(Argument::smallNumber).orElse(1L);
    if (date.isPresent()) {
      controls.mineAt(date.get().smallNumber(), count);
    } else {
      controls.mine(count, 0);
    }
    return Quantity.of(0);
  }

  private void mine(Arguments arguments, long stepSecondsDefault) {
    long count = arguments.optional(0).map(Argument::smallNumber).orElse(1L);
    long stepSeconds = arguments.optional(1).map(Argument::smallNumber).orElse(stepSecondsDefault);
    if (count > 0) {
      controls.mine(count, stepSeconds);
    }
  }

  private Json setAutomine(Arguments arguments) {
    controls.setAutomine(arguments.required(0).bool());
    return JsonNull.NULL;
  }

  private Json setInterval(Arguments arguments, Duration unit) {
    Argument time = arguments.required(0);
    if (time.isArray()) {
      throw time.fault("blocks are made at even times: one number is taken, and no range");
    }
    long count = time.smallNumber();
    if (count > Duration.ofDays(1).dividedBy(unit)) {
      throw time.fault("the time between blocks is at most a day, got " + count + " of " + unit);
    }
    controls.setInterval(count == 0 ? Optional.empty() : Optional.of(unit.multipliedBy(count)));
    return JsonNull.NULL;
  }

  private Json setBlockGasLimit(Arguments arguments) {
    controls.setBlockGasLimit(arguments.required(0).smallNumber());
    return Json.of(true);
  }
}
