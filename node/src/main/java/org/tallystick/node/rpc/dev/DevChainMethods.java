package org.tallystick.node.rpc.dev;

import java.util.List;
import java.util.stream.Stream;
import org.tallystick.json.Json;
import org.tallystick.json.JsonNull;
import org.tallystick.node.consensus.local.LocalEngine;
import org.tallystick.node.rpc.eth.NodeView;
import org.tallystick.node.rpc.protocol.Argument;
import org.tallystick.node.rpc.protocol.Arguments;
import org.tallystick.node.rpc.protocol.Quantity;
import org.tallystick.node.rpc.protocol.RpcMethod;

/// Methods that change a development chain as no user of a real one could: make a block, put the
/// clock forward.
public final class DevChainMethods {
  /// The end of the year 9999: later dates are no dates to most programs.
  private static final long TIMESTAMP_SECONDS_MAX = 253_402_300_799L;

  private final NodeView node;
  private final LocalEngine engine;

  private DevChainMethods(NodeView node, LocalEngine engine) {
    this.node = node;
    this.engine = engine;
  }

  public static List<RpcMethod> of(NodeView node, LocalEngine engine) {
    DevChainMethods methods = new DevChainMethods(node, engine);
    return Stream.of(
            RpcMethod.reading("evm_mine", 1, methods::mine),
            RpcMethod.reading("evm_increaseTime", 1, methods::increaseTime),
            RpcMethod.reading("evm_setNextBlockTimestamp", 1, methods::setNextBlockTimestamp))
        .map(RpcMethod::forTrustedPages)
        .toList();
  }

  /// Makes a block of all that waits, at the date that is given.
  private Json mine(Arguments arguments) {
    arguments.optional(0).ifPresent(this::setNext);
    engine.makeBlock();
    return Quantity.of(0);
  }

  /// @return by how many seconds the chain is ahead of the world
  private Json increaseTime(Arguments arguments) {
    Argument seconds = arguments.required(0);
    long wanted = seconds.smallNumber();
    if (wanted > TIMESTAMP_SECONDS_MAX - engine.clock().seconds()) {
      throw seconds.fault("the date would be after " + TIMESTAMP_SECONDS_MAX);
    }
    return Json.of(engine.clock().advance(wanted));
  }

  private Json setNextBlockTimestamp(Arguments arguments) {
    setNext(arguments.required(0));
    return JsonNull.NULL;
  }

  private void setNext(Argument timestamp) {
    long seconds = timestamp.smallNumber();
    long headSeconds = node.chain().head().header().timestampSeconds();
    if (seconds < headSeconds || seconds > TIMESTAMP_SECONDS_MAX) {
      throw timestamp.fault(
          "timestamp "
              + seconds
              + " is not from "
              + headSeconds
              + ", the newest block's, to "
              + TIMESTAMP_SECONDS_MAX);
    }
    engine.clock().setNext(seconds);
  }
}
