package org.tallystick.node.rpc.eth;

import java.util.List;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Signature;
import org.tallystick.json.Json;
import org.tallystick.json.JsonArray;
import org.tallystick.json.JsonNull;
import org.tallystick.json.JsonObject;
import org.tallystick.ledger.AccessListEntry;
import org.tallystick.ledger.AccessListTransaction;
import org.tallystick.ledger.FeeMarketTransaction;
import org.tallystick.ledger.Header;
import org.tallystick.ledger.LegacyTransaction;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.ledger.Transaction;
import org.tallystick.ledger.UnsignedTransaction;
import org.tallystick.node.chain.IncludedTransaction;
import org.tallystick.node.rpc.protocol.Quantity;

/// Transactions as clients read them.
public final class TransactionJson {
  private static final Signature UNSIGNED = new Signature(U256.ZERO, U256.ZERO, 0);

  private TransactionJson() {}

  static JsonObject of(IncludedTransaction included) {
    return of(included.transaction(), included.header(), included.blockHash(), included.index());
  }

  /// One that is in a block.
  public static JsonObject of(
      SignedTransaction transaction, Header header, Hash blockHash, int index) {
    U256 gasPriceWei = transaction.payload().effectiveGasPriceWei(header.baseFeePerGasWei());
    return putAll(place(header, blockHash, index), transaction, gasPriceWei).build();
  }

  /// One that is in a simulated block: zeroes stand where its signature would.
  static JsonObject of(UnsignedTransaction transaction, Header header, Hash blockHash, int index) {
    Transaction payload = transaction.payload();
    JsonObject.Builder object =
        place(header, blockHash, index)
            .put("hash", transaction.hash().toHex())
            .put("from", transaction.sender().toHex());
    putPayload(object, payload, payload.effectiveGasPriceWei(header.baseFeePerGasWei()));
    return putSignature(object, payload, UNSIGNED).build();
  }

  /// One that is still to be signed.
  static JsonObject ofUnsigned(Transaction payload) {
    return putPayload(Json.object(), payload, payload.maxFeePerGasWei()).build();
  }

  /// One that is signed and nowhere yet.
  public static JsonObject ofSigned(SignedTransaction transaction) {
    return putAll(Json.object(), transaction, transaction.payload().maxFeePerGasWei()).build();
  }

  private static JsonObject.Builder place(Header header, Hash blockHash, int index) {
    return Json.object()
        .put("blockHash", blockHash.toHex())
        .put("blockNumber", Quantity.of(header.number()))
        .put("blockTimestamp", Quantity.of(header.timestampSeconds()))
        .put("transactionIndex", Quantity.of(index));
  }

  /// One that waits for a block.
  public static JsonObject ofPending(SignedTransaction transaction) {
    JsonObject.Builder object =
        Json.object()
            .put("blockHash", JsonNull.NULL)
            .put("blockNumber", JsonNull.NULL)
            .put("blockTimestamp", JsonNull.NULL)
            .put("transactionIndex", JsonNull.NULL);
    return putAll(object, transaction, transaction.payload().maxFeePerGasWei()).build();
  }

  /// The address, or `null` for a creation.
  static Json to(Transaction payload) {
    return payload.to().map(Address::toHex).<Json>map(Json::of).orElse(JsonNull.NULL);
  }

  private static JsonObject.Builder putAll(
      JsonObject.Builder object, SignedTransaction transaction, U256 gasPriceWei) {
    Transaction payload = transaction.payload();
    object.put("hash", transaction.hash().toHex()).put("from", transaction.sender().toHex());
    putPayload(object, payload, gasPriceWei);
    return putSignature(object, payload, transaction.signature());
  }

  private static JsonObject.Builder putPayload(
      JsonObject.Builder object, Transaction payload, U256 gasPriceWei) {
    object
        .put("type", Quantity.of(payload.type()))
        .put("to", to(payload))
        .put("nonce", Quantity.ofUnsigned(payload.nonce()))
        .put("gas", Quantity.ofUnsigned(payload.gasLimit()))
        .put("gasPrice", Quantity.of(gasPriceWei));
    if (payload instanceof FeeMarketTransaction) {
      object
          .put("maxFeePerGas", Quantity.of(payload.maxFeePerGasWei()))
          .put("maxPriorityFeePerGas", Quantity.of(payload.maxPriorityFeePerGasWei()));
    }
    object.put("value", Quantity.of(payload.valueWei())).put("input", payload.data().toHex());
    payload.chainId().ifPresent(chainId -> object.put("chainId", Quantity.of(chainId)));
    if (!(payload instanceof LegacyTransaction)) {
      object.put("accessList", accessList(payload.accessList()));
    }
    return object;
  }

  private static JsonObject.Builder putSignature(
      JsonObject.Builder object, Transaction payload, Signature signature) {
    switch (payload) {
      case LegacyTransaction legacy ->
          object.put("v", Quantity.of(legacyV(legacy, signature.yParity())));
      case AccessListTransaction _, FeeMarketTransaction _ ->
          object
              .put("v", Quantity.of(signature.yParity()))
              .put("yParity", Quantity.of(signature.yParity()));
    }
    return object.put("r", Quantity.of(signature.r())).put("s", Quantity.of(signature.s()));
  }

  /// [EIP-155](https://eips.ethereum.org/EIPS/eip-155), or from before it.
  private static U256 legacyV(LegacyTransaction legacy, int yParity) {
    return legacy.chainId().isPresent()
        ? U256.of(legacy.chainId().getAsLong()).times(2).plus(U256.of(35 + yParity))
        : U256.of(27 + yParity);
  }

  static JsonArray accessList(List<AccessListEntry> entries) {
    return Json.array(
        entries.stream()
            .map(entry ->
                Json.object()
                    .put("address", entry.address().toHex())
                    .put(
                        "storageKeys", Json.texts(entry.slots().stream().map(Hash::toHex).toList()))
                    .build())
            .toList());
  }
}
