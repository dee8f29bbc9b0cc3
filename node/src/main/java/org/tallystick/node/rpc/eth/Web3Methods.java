package org.tallystick.node.rpc.eth;

import java.util.List;
import org.tallystick.crypto.Keccak;
import org.tallystick.json.Json;
import org.tallystick.node.rpc.protocol.RpcMethod;

/// The `web3_` methods: who the node is, and a hash for clients that have none.
public final class Web3Methods {
  private Web3Methods() {}

  public static List<RpcMethod> of(NodeView node) {
    return List.of(
        RpcMethod.reading("web3_clientVersion", 0, _ -> Json.of(node.clientVersion())),
        RpcMethod.reading(
            "web3_sha3",
            1,
            arguments -> Json.of(Keccak.hash(arguments.required(0).bytes()).toHex())));
  }
}
