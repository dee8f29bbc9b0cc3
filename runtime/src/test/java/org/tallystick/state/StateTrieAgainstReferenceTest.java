package org.tallystick.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.state.ReferenceState.Edit;
import org.tallystick.state.StateTrie.HashedChange;
import org.tallystick.trie.MerkleTrie;
import org.tallystick.trie.Nibbles;

/// Random blocks of changes against tries made anew from all entries after each. The keys are made
/// up, not hashed, so that they share paths of any length and small nodes lie inside their parents.
class StateTrieAgainstReferenceTest {
  private static final int SEEDS = 100;
  private static final int BLOCKS = 14;

  @Test
  void everyBlockGivesTheRootTheNodesAndTheProofsOfATrieMadeAnew() {
    long inlineBranches = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Run run = new Run(seed);
      run.run();
      inlineBranches += run.inlineBranches();
    }
    assertTrue(
        inlineBranches > 20, "only " + inlineBranches + " branches lay inside their parents");
  }

  private static final class Run {
    private final int seed;
    private final Random random;

    /// Keys differ from this one in few places, so most share long paths.
    private final byte[] base = new byte[Hash.LENGTH];

    private final boolean keysAreUniform;
    private final int accountsMax;
    private final List<Hash> accountKeys = new ArrayList<>();
    private final ReferenceState reference = new ReferenceState();
    private final SortedMap<NodeKey, Bytes> nodes = new TreeMap<>();
    private MemoryStateStore store = MemoryStateStore.EMPTY;

    Run(int seed) {
      this.seed = seed;
      this.random = new Random(seed);
      random.nextBytes(base);
      keysAreUniform = random.nextInt(3) == 0;
      accountsMax = 1 + random.nextInt(12);
      for (int index = 0; index < accountsMax; index++) {
        accountKeys.add(key());
      }
    }

    void run() {
      for (int block = 0; block < BLOCKS; block++) {
        String where = "seed " + seed + " block " + block;
        SortedMap<Hash, Edit> edits = block();
        MemoryStateStore before = store;
        List<HashedChange> changes = ReferenceState.changes(before, edits);
        Hash rootBefore = before.root();

        StateUpdate update = StateTrie.prepare(before, changes, Map.of());
        store = before.apply(update);

        reference.apply(edits);
        applyNodes(update);
        assertEquals(reference.accountTrie().root(), update.root(), where);
        assertEquals(update.root(), store.root(), where);
        assertFlatValues(where);
        assertProofs(where);
        StateUpdate anew =
            StateTrie.prepare(MemoryStateStore.EMPTY, reference.asChanges(), Map.of());
        assertEquals(update.root(), anew.root(), where);
        assertEquals(present(anew.nodes()), nodes, where + ": nodes are left or missing");
        Map<NodeKey, Bytes> built = new TreeMap<>();
        assertEquals(update.root(), StateBuilder.build(store, built::put, _ -> {}), where);
        assertEquals(nodes, built, where + ": nodes built from the values");
        // The old state is as it was: the same changes give the same again.
        assertEquals(rootBefore, before.root(), where);
        assertEquals(update, StateTrie.prepare(before, changes, Map.of()), where);
      }
    }

    long inlineBranches() {
      return nodes.values().stream()
          .map(FoldedBranch::read)
          .flatMap(branch -> IntStream.range(0, Nibbles.RADIX).mapToObj(branch::child))
          .filter(child -> child instanceof Subtree.StoredBranch || child instanceof Subtree.Twig)
          .filter(child -> child.reference().isInline())
          .count();
    }

    private Hash key() {
      byte[] key = base.clone();
      if (keysAreUniform) {
        random.nextBytes(key);
      } else {
        int changed = 1 + random.nextInt(2);
        for (int index = 0; index < changed; index++) {
          // Half of the changes are near the end, where the deepest branches part.
          int at = random.nextBoolean() ? key.length - 1 - random.nextInt(2) : random.nextInt(32);
          key[at] ^= (byte) (random.nextBoolean() ? random.nextInt(4) : random.nextInt(4) << 4);
        }
      }
      return Hash.wrap(key);
    }

    private SortedMap<Hash, Edit> block() {
      SortedMap<Hash, Edit> changes = new TreeMap<>();
      int touched = random.nextInt(accountsMax + 1);
      for (int index = 0; index < touched; index++) {
        Hash key = accountKeys.get(random.nextInt(accountKeys.size()));
        changes.put(key, random.nextInt(4) == 0 ? removal(key) : change(key));
      }
      return changes;
    }

    private Edit removal(Hash key) {
      return new Edit(Optional.empty(), cleared(key));
    }

    private Edit change(Hash key) {
      SortedMap<Hash, U256> slots = random.nextInt(6) == 0 ? cleared(key) : new TreeMap<>();
      List<Hash> known = new ArrayList<>(reference.slots(key).keySet());
      int written = random.nextInt(3) == 0 ? 0 : random.nextInt(14);
      for (int index = 0; index < written; index++) {
        boolean again = !known.isEmpty() && random.nextBoolean();
        slots.put(again ? known.get(random.nextInt(known.size())) : key(), value());
      }
      Account other = Account.EMPTY.withNonce(random.nextInt(5));
      Account next = random.nextBoolean() ? reference.accounts.getOrDefault(key, other) : other;
      return new Edit(Optional.of(next), slots);
    }

    private SortedMap<Hash, U256> cleared(Hash key) {
      SortedMap<Hash, U256> cleared = new TreeMap<>(reference.slots(key));
      cleared.replaceAll((_, _) -> U256.ZERO);
      return cleared;
    }

    private U256 value() {
      return switch (random.nextInt(4)) {
        case 0 -> U256.ZERO;
        case 1, 2 -> U256.of(1 + random.nextInt(100));
        default -> new U256(new BigInteger(256, random));
      };
    }

    private void applyNodes(StateUpdate update) {
      update
          .nodes()
          .forEach((key, node) ->
              node.ifPresentOrElse(stored -> nodes.put(key, stored), () -> nodes.remove(key)));
    }

    private static SortedMap<NodeKey, Bytes> present(Map<NodeKey, Optional<Bytes>> nodes) {
      SortedMap<NodeKey, Bytes> present = new TreeMap<>();
      nodes.forEach((key, node) -> node.ifPresent(stored -> present.put(key, stored)));
      return present;
    }

    private void assertFlatValues(String where) {
      for (Hash key : accountKeys) {
        assertEquals(
            Optional.ofNullable(reference.accounts.get(key))
                .map(account -> account.withStorageRoot(reference.storageTrie(key).root())),
            store.account(key).map(flat -> AccountCodec.fromFlat(key, flat)),
            where);
      }
    }

    private void assertProofs(String where) {
      Hash account = accountKeys.get(random.nextInt(accountKeys.size()));
      Hash absent = key();
      MerkleTrie accounts = reference.accountTrie();
      for (Hash key : List.of(account, absent)) {
        assertEquals(
            accounts.prove(key.bytes()),
            TrieProver.prove(TrieReader.ofAccounts(store), store.root(), key),
            where);
      }
      MerkleTrie storage = reference.storageTrie(account);
      List<Hash> slots = new ArrayList<>(reference.slots(account).keySet());
      slots.add(absent);
      for (Hash slot : slots) {
        assertEquals(
            storage.prove(slot.bytes()),
            TrieProver.prove(TrieReader.ofStorage(store, account), storage.root(), slot),
            where);
      }
    }
  }
}
