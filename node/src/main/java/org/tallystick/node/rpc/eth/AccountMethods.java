package org.tallystick.node.rpc.eth;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.json.Json;
import org.tallystick.json.JsonArray;
import org.tallystick.json.JsonObject;
import org.tallystick.node.pool.TransactionPool;
import org.tallystick.node.rpc.protocol.Argument;
import org.tallystick.node.rpc.protocol.Arguments;
import org.tallystick.node.rpc.protocol.Quantity;
import org.tallystick.node.rpc.protocol.RpcMethod;
import org.tallystick.state.Account;
import org.tallystick.state.AccountProof;
import org.tallystick.state.StateTrie;
import org.tallystick.state.WorldState;

/// Methods that read accounts at some block. An account that is not there has nothing, and nobody
/// can tell it from one that has nothing.
final class AccountMethods {
  private final TransactionPool pool;
  private final BlockFinder finder;
  private final MethodLimits limits;

  private AccountMethods(NodeView node) {
    this.pool = node.pool();
    this.finder = new BlockFinder(node.chain());
    this.limits = node.limits();
  }

  static List<RpcMethod> of(NodeView node) {
    AccountMethods methods = new AccountMethods(node);
    return List.of(
        RpcMethod.reading("eth_getBalance", 2, methods::balance),
        RpcMethod.reading("eth_getTransactionCount", 2, methods::transactionCount),
        RpcMethod.reading("eth_getCode", 2, methods::code),
        RpcMethod.reading("eth_getStorageAt", 3, methods::storageAt),
        RpcMethod.reading("eth_getStorageValues", 2, methods::storageValues),
        RpcMethod.reading("eth_getProof", 3, methods::proof));
  }

  private Json balance(Arguments arguments) {
    Address address = arguments.required(0).address();
    WorldState state = moment(arguments, 1).state();
    return Quantity.of(state.account(address).map(Account::balanceWei).orElse(U256.ZERO));
  }

  private Json transactionCount(Arguments arguments) {
    Address address = arguments.required(0).address();
    BlockSelector selector = BlockSelector.any(arguments.optional(1));
    if (selector == BlockSelector.Tag.PENDING) {
      return Quantity.ofUnsigned(pool.nextNonce(address));
    }
    WorldState state = finder.moment(selector).state();
    return Quantity.ofUnsigned(state.account(address).map(Account::nonce).orElse(0L));
  }

  private Json code(Arguments arguments) {
    Address address = arguments.required(0).address();
    WorldState state = moment(arguments, 1).state();
    Bytes code =
        state.account(address).map(account -> state.code(account.codeHash())).orElse(Bytes.EMPTY);
    return Json.of(code.toHex());
  }

  private Json storageAt(Arguments arguments) {
    Address address = arguments.required(0).address();
    Hash slot = arguments.required(1).slot();
    U256 value = moment(arguments, 2).state().storage(address, slot);
    return Json.of(Hash.wrap(value.toWord()).toHex());
  }

  /// The same for many slots of many accounts, all of one moment.
  private Json storageValues(Arguments arguments) {
    Argument wanted = arguments.required(0);
    Map<String, Argument> slotsByAccount = wanted.members();
    long count = 0;
    for (Argument slots : slotsByAccount.values()) {
      count += slots.elements().size();
    }
    if (count == 0) {
      throw wanted.fault("empty request");
    }
    if (count > limits.proofKeysMax()) {
      throw wanted.fault("too many slots: at most " + limits.proofKeysMax() + ", got " + count);
    }
    WorldState state = moment(arguments, 1).state();
    JsonObject.Builder values = Json.object();
    slotsByAccount.forEach((name, slots) -> {
      Address address = new Argument(wanted.place(), Json.of(name)).address();
      values.put(
          name,
          Json.texts(
              slots.elements().stream()
                  .map(Argument::slot)
                  .map(slot -> Hash.wrap(state.storage(address, slot).toWord()).toHex())
                  .toList()));
    });
    return values.build();
  }

  private Json proof(Arguments arguments) {
    Address address = arguments.required(0).address();
    List<Argument> keys = arguments.required(1).elements();
    if (keys.size() > limits.proofKeysMax()) {
      throw arguments
          .required(1)
          .fault("too many keys: at most " + limits.proofKeysMax() + ", got " + keys.size());
    }
    List<Hash> slots = keys.stream().map(Argument::slot).toList();
    BlockFinder.Moment moment = finder.provable(BlockSelector.any(arguments.optional(2)));
    AccountProof proof = StateTrie.prove(moment.store(), address, slots);
    Account account = proof.account();
    return Json.object()
        .put("address", address.toHex())
        .put("accountProof", nodes(proof.nodes()))
        .put("balance", Quantity.of(account.balanceWei()))
        .put("codeHash", account.codeHash().toHex())
        .put("nonce", Quantity.ofUnsigned(account.nonce()))
        .put("storageHash", account.storageRoot().toHex())
        .put("storageProof", storageProof(keys, proof.slots()))
        .build();
  }

  private static JsonArray storageProof(List<Argument> keys, List<AccountProof.SlotProof> proofs) {
    List<JsonObject> answers = new ArrayList<>();
    for (int at = 0; at < proofs.size(); at++) {
      AccountProof.SlotProof proof = proofs.get(at);
      answers.add(
          Json.object()
              .put("key", key(keys.get(at), proof.slot()))
              .put("value", Quantity.of(proof.value()))
              .put("proof", nodes(proof.nodes()))
              .build());
    }
    return Json.array(answers);
  }

  /// The key as long as it came: clients look for their own key in the answer.
  private static Json key(Argument asked, Hash slot) {
    return asked.text().length() == BlockSelector.HASH_TEXT_LENGTH
        ? Json.of(slot.toHex())
        : Quantity.of(U256.fromBytes(slot.bytes()));
  }

  private static JsonArray nodes(List<Bytes> nodes) {
    return Json.texts(nodes.stream().map(Bytes::toHex).toList());
  }

  private BlockFinder.Moment moment(Arguments arguments, int index) {
    return finder.moment(BlockSelector.any(arguments.optional(index)));
  }
}
