package org.tallystick.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.Hex;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Keccak;
import org.tallystick.state.StateChanges.AccountChange;
import org.tallystick.testing.Vectors;
import org.tallystick.trie.Proof;
import org.tallystick.trie.Proof.Verdict;
import tools.jackson.databind.JsonNode;

/// The head state of the chain in github.com/ethereum/execution-apis: all accounts, their code and
/// storage, and the root that Ethereum's own clients give it.
class HeadStateVectorTest {
  private static final int SEEDS = 10;

  /// What an account is to be.
  private record Contents(Account account, SortedMap<Hash, U256> slots) {}

  private final JsonNode vector = Vectors.requireJson("execution-apis/headstate.json");
  private final Hash root = Hash.wrap(Hex.decodeBare(vector.get("root").asString()));
  private final Map<Hash, Bytes> codes = new HashMap<>();
  private final SortedMap<Address, Contents> accounts = new TreeMap<>();
  private final Map<Address, Hash> storageRoots = new HashMap<>();

  HeadStateVectorTest() {
    for (Map.Entry<String, JsonNode> entry : vector.get("accounts").properties()) {
      JsonNode fields = entry.getValue();
      Address address = Address.fromHex(entry.getKey());
      Account account =
          Account.EMPTY
              .withNonce(fields.get("nonce").asLong())
              .withBalance(U256.fromDecimal(fields.get("balance").asString()))
              .withCode(Hash.fromHex(fields.get("codeHash").asString()));
      if (fields.has("code")) {
        codes.put(account.codeHash(), Bytes.fromHex(fields.get("code").asString()));
      }
      SortedMap<Hash, U256> slots = new TreeMap<>();
      if (fields.has("storage")) {
        for (Map.Entry<String, JsonNode> slot : fields.get("storage").properties()) {
          slots.put(
              Hash.fromHex(slot.getKey()),
              U256.fromBytes(Hex.decodeBare(slot.getValue().asString())));
        }
      }
      accounts.put(address, new Contents(account, slots));
      storageRoots.put(address, Hash.fromHex(fields.get("root").asString()));
    }
  }

  @Test
  void allAccountsAtOnceGiveTheRoot() {
    MemoryStateStore store = apply(MemoryStateStore.EMPTY, accounts);

    assertEquals(root, store.root());
    StoredState state = new StoredState(store);
    storageRoots.forEach((address, expected) ->
        assertEquals(expected, state.account(address).orElseThrow().storageRoot()));
    codes.forEach((hash, code) -> assertEquals(hash, Keccak.hash(state.code(hash))));
  }

  @Test
  void randomBatchesWithDetoursGiveTheRoot() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      MemoryStateStore store = MemoryStateStore.EMPTY;
      for (int batch = 0; batch < 8; batch++) {
        store = apply(store, someOfThem(random));
      }

      store = apply(store, accounts);

      assertEquals(root, store.root(), "seed " + seed);
    }
  }

  /// Some accounts with some of their slots, some of the values wrong.
  private SortedMap<Address, Contents> someOfThem(Random random) {
    SortedMap<Address, Contents> some = new TreeMap<>();
    accounts.forEach((address, change) -> {
      if (random.nextInt(3) == 0) {
        SortedMap<Hash, U256> slots = new TreeMap<>();
        change
            .slots()
            .forEach((slot, value) -> {
              if (random.nextBoolean()) {
                slots.put(slot, random.nextBoolean() ? value : U256.of(random.nextInt(3)));
              }
            });
        Account account = change.account();
        some.put(
            address, new Contents(random.nextBoolean() ? account : account.withNonce(9), slots));
      }
    });
    return some;
  }

  @Test
  void proofsOfAccountsAndSlotsHoldAgainstTheRoot() {
    MemoryStateStore store = apply(MemoryStateStore.EMPTY, accounts);
    int slots = 0;
    for (Map.Entry<Address, Contents> entry : accounts.entrySet()) {
      List<Hash> asked = new ArrayList<>(entry.getValue().slots().keySet());
      asked.add(Hash.fromHex("0x" + "f".repeat(64)));

      AccountProof proof = StateTrie.prove(store, entry.getKey(), asked);

      assertEquals(storageRoots.get(entry.getKey()), proof.account().storageRoot());
      assertEquals(
          new Verdict.Present(AccountCodec.toTrie(proof.account())),
          Proof.verify(root, Keccak.hash(entry.getKey().bytes()).bytes(), proof.nodes()));
      for (AccountProof.SlotProof slot : proof.slots()) {
        U256 expected = entry.getValue().slots().getOrDefault(slot.slot(), U256.ZERO);
        assertEquals(expected, slot.value());
        assertEquals(
            expected.isZero()
                ? new Verdict.Absent()
                : new Verdict.Present(SlotCodec.toTrie(SlotCodec.toFlat(expected))),
            Proof.verify(
                proof.account().storageRoot(),
                Keccak.hash(slot.slot().bytes()).bytes(),
                slot.nodes()));
        slots++;
      }
    }
    assertEquals(accounts.size() + countSlots(), slots);
  }

  private int countSlots() {
    return accounts.values().stream().mapToInt(change -> change.slots().size()).sum();
  }

  private MemoryStateStore apply(MemoryStateStore store, SortedMap<Address, Contents> contents) {
    SortedMap<Address, AccountChange> changes = new TreeMap<>();
    contents.forEach((address, each) ->
        changes.put(
            address,
            AccountChange.of(
                new StoredState(store), address, Optional.of(each.account), each.slots)));
    return store.apply(StateTrie.prepare(store, new StateChanges(changes, codes)));
  }
}
