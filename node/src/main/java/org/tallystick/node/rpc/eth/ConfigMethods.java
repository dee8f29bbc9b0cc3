package org.tallystick.node.rpc.eth;

import java.util.List;
import java.util.zip.CRC32;
import org.tallystick.bytes.Hash;
import org.tallystick.json.Json;
import org.tallystick.json.JsonNull;
import org.tallystick.json.JsonObject;
import org.tallystick.node.chain.ChainHead;
import org.tallystick.node.rpc.protocol.Quantity;
import org.tallystick.node.rpc.protocol.RpcMethod;

/// Methods that say what kind of chain this is and what of it the node has.
final class ConfigMethods {
  private final NodeView node;
  private final FirstBlock states;

  private ConfigMethods(NodeView node) {
    this.node = node;
    this.states = new FirstBlock(node.chain());
  }

  static List<RpcMethod> of(NodeView node) {
    ConfigMethods methods = new ConfigMethods(node);
    return List.of(
        RpcMethod.reading("eth_config", 0, _ -> methods.config()),
        RpcMethod.reading("eth_capabilities", 0, _ -> methods.capabilities()));
  }

  /// The chain's one set of rules ([EIP-7910](https://eips.ethereum.org/EIPS/eip-7910)), in force
  /// since its first block: it has no blobs, no precompiles, and no contracts of the protocol.
  private Json config() {
    JsonObject current =
        Json.object()
            .put("activationTime", 0)
            .put(
                "blobSchedule",
                Json.object().put("baseFeeUpdateFraction", 0).put("max", 0).put("target", 0))
            .put("chainId", Quantity.of(node.chain().rules().chainId()))
            .put("forkId", forkId(node.chain().genesisHash()))
            .put("precompiles", JsonObject.EMPTY)
            .put("systemContracts", JsonObject.EMPTY)
            .build();
    return Json.object()
        .put("current", current)
        .put("next", JsonNull.NULL)
        .put("last", JsonNull.NULL)
        .build();
  }

  /// Of a chain that never forked ([EIP-6122](https://eips.ethereum.org/EIPS/eip-6122)).
  private static String forkId(Hash genesisHash) {
    CRC32 checksum = new CRC32();
    checksum.update(genesisHash.bytes().toArray());
    return "0x%08x".formatted(checksum.getValue());
  }

  /// Blocks, receipts and logs are kept for good; states as far back as [FirstBlock#oldest] says.
  private Json capabilities() {
    ChainHead head = node.chain().head();
    JsonObject forever = resource(0);
    JsonObject states = resource(this.states.oldest(head.number()));
    return Json.object()
        .put(
            "head",
            Json.object()
                .put("number", Quantity.of(head.number()))
                .put("hash", head.hash().toHex()))
        .put("state", states)
        .put("tx", forever)
        .put("logs", forever)
        .put("receipts", forever)
        .put("blocks", forever)
        .put("stateproofs", states)
        .build();
  }

  private static JsonObject resource(long oldest) {
    return Json.object().put("disabled", false).put("oldestBlock", Quantity.of(oldest)).build();
  }
}
