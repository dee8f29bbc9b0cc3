package org.tallystick.node.rpc.dev;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.tallystick.node.consensus.local.DevControls;
import org.tallystick.node.rpc.eth.NodeView;
import org.tallystick.node.rpc.protocol.RpcMethod;

/// Methods that change a development chain as no user of a real one could, under the names that
/// Anvil, Hardhat and Ganache have for them. What each does is said in `docs/RPC.md`.
public final class DevChainMethods {
  private DevChainMethods() {}

  public static List<RpcMethod> of(NodeView node, DevControls controls) {
    Instance instance = new Instance();
    boolean isHardhat = node.clientVersion().toLowerCase(Locale.ROOT).startsWith("hardhatnetwork");
    return Stream.of(
            DevStateMethods.of(controls),
            DevBlockMethods.of(controls, isHardhat),
            DevTimeMethods.of(controls),
            DevPoolMethods.of(controls),
            DevHistoryMethods.of(controls, instance),
            DevNodeMethods.of(node, instance))
        .flatMap(List::stream)
        .toList();
  }
}
