package org.tallystick.node.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Keccak;
import org.tallystick.rlp.RlpWriter;
import org.tallystick.state.Account;
import org.tallystick.trie.MerkleTrie;

/// Contracts that have ten slots each at first, which come and go. A slot has a number among all:
/// its contract is what remains when that is divided by how many contracts there are.
final class Contracts implements Population {
  private static final int SLOTS_EACH = 10;
  private static final int BLOCKS_MAX = 500;
  private static final Account CONTRACT = Account.EMPTY.withNonce(1);

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final int contracts;

  /// Numbers of the slots that are there, in no order; the first so many count.
  private final int[] living;

  private int livingCount;
  private int everCount;

  /// Of each contract at first.
  private final byte[] storageRoots;

  Contracts(int contracts) {
    this.contracts = contracts;
    living = new int[contracts * SLOTS_EACH + BLOCKS_MAX * INSERTS];
    while (everCount < contracts * SLOTS_EACH) {
      born();
    }
    storageRoots = new byte[contracts * Hash.LENGTH];
    for (int contract = 0; contract < contracts; contract++) {
      MerkleTrie storage = new MerkleTrie();
      for (Slot slot : slots(contract)) {
        Bytes value = Flat.slot(slot.value()).orElseThrow();
        storage.put(
            Keccak.hash(slot.number().bytes()).bytes(),
            new RlpWriter().writeBytes(value).toBytes());
      }
      storage.root().bytes().copyTo(storageRoots, contract * Hash.LENGTH);
    }
  }

  @Override
  public int accounts() {
    return contracts;
  }

  @Override
  public Entry first(int account) {
    Hash root = Hash.wrap(Bytes.of(storageRoots, account * Hash.LENGTH, Hash.LENGTH).toArray());
    return new Entry(
        Population.address(account), Optional.of(CONTRACT.withStorageRoot(root)), slots(account));
  }

  private List<Slot> slots(int contract) {
    List<Slot> slots = new ArrayList<>(SLOTS_EACH);
    for (int each = 0; each < SLOTS_EACH; each++) {
      int slot = each * contracts + contract;
      slots.add(new Slot(number(slot), value(new SplittableRandom(slot))));
    }
    return slots;
  }

  @Override
  public List<Entry> block() {
    Map<Integer, List<Slot>> changes = new TreeMap<>();
    Set<Integer> taken = new HashSet<>();
    while (taken.size() < UPDATES) {
      int slot = living[random.nextInt(livingCount)];
      if (taken.add(slot)) {
        change(changes, slot, value(random));
      }
    }
    while (taken.size() < UPDATES + DELETES) {
      int at = random.nextInt(livingCount);
      int slot = living[at];
      if (taken.add(slot)) {
        living[at] = living[--livingCount];
        change(changes, slot, U256.ZERO);
      }
    }
    for (int insert = 0; insert < INSERTS; insert++) {
      // In any contract, not in one after the other.
      everCount += random.nextInt(contracts);
      change(changes, born(), value(random));
    }
    List<Entry> entries = new ArrayList<>(changes.size());
    changes.forEach((contract, slots) ->
        entries.add(new Entry(Population.address(contract), first(contract).account(), slots)));
    return entries;
  }

  private void change(Map<Integer, List<Slot>> changes, int slot, U256 value) {
    changes
        .computeIfAbsent(slot % contracts, _ -> new ArrayList<>())
        .add(new Slot(number(slot), value));
  }

  private int born() {
    int slot = everCount++;
    living[livingCount++] = slot;
    return slot;
  }

  private Hash number(int slot) {
    byte[] number = new byte[Hash.LENGTH];
    ByteBuffer.wrap(number).putInt(Hash.LENGTH - Integer.BYTES, slot / contracts);
    return Hash.wrap(number);
  }

  private static U256 value(SplittableRandom random) {
    return U256.of(1 + random.nextLong(1L << 62));
  }

  @Override
  public Place anyone() {
    int slot = living[random.nextInt(livingCount)];
    return new Place(Population.address(slot % contracts), Optional.of(number(slot)));
  }
}
