package org.tallystick.node.rpc.debug;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.json.Json;
import org.tallystick.json.JsonObject;
import org.tallystick.node.rpc.protocol.Quantity;
import org.tallystick.trace.StateDiff;
import org.tallystick.trace.TracedAccount;

/// Accounts as go-ethereum's `prestateTracer` writes them: the nonce is a plain number, and what is
/// empty is left out.
record PrestateJson(boolean withCode, boolean withStorage) {
  JsonObject of(SortedMap<Address, TracedAccount> accounts) {
    JsonObject.Builder json = Json.object();
    accounts.forEach((address, account) -> json.put(address.toHex(), account(account)));
    return json.build();
  }

  JsonObject of(StateDiff diff) {
    JsonObject.Builder post = Json.object();
    diff.post()
        .forEach((address, changed) ->
            post.put(
                address.toHex(),
                account(changed.balanceWei(), changed.code(), changed.nonce(), changed.slots())));
    return Json.object().put("post", post).put("pre", of(diff.pre())).build();
  }

  private JsonObject account(TracedAccount account) {
    return account(
        Optional.of(account.balanceWei()),
        Optional.of(account.code()).filter(code -> !code.isEmpty()),
        account.nonce() == 0 ? OptionalLong.empty() : OptionalLong.of(account.nonce()),
        account.slots());
  }

  private JsonObject account(
      Optional<U256> balanceWei,
      Optional<Bytes> code,
      OptionalLong nonce,
      SortedMap<Hash, U256> slots) {
    JsonObject.Builder json =
        Json.object()
            .putIfPresent("balance", balanceWei.map(Quantity::of))
            .putIfPresent("code", code.filter(_ -> withCode).map(it -> Json.of(it.toHex())));
    nonce.ifPresent(it -> json.put("nonce", it));
    if (withStorage && !slots.isEmpty()) {
      JsonObject.Builder storage = Json.object();
      slots.forEach((slot, value) -> storage.put(slot.toHex(), Hash.wrap(value.toWord()).toHex()));
      json.put("storage", storage);
    }
    return json.build();
  }
}
