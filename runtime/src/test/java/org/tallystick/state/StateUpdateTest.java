package org.tallystick.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Keccak;
import org.tallystick.state.StateChanges.AccountChange;

/// Updates one after another, and the one that does the same at once.
final class StateUpdateTest {
  private static final int ADDRESSES = 12;

  @Test
  void severalAtOnceLeadToTheSameStateAndBack() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      MemoryStateStore start = MemoryStateStore.EMPTY.apply(change(random, MemoryStateStore.EMPTY));
      MemoryStateStore end = start;
      List<StateUpdate> updates = new ArrayList<>();
      for (int count = 1 + random.nextInt(4); count > 0; count--) {
        StateUpdate update = change(random, end);
        updates.add(update);
        end = end.apply(update);
      }

      StateUpdate together = StateUpdate.inOrder(updates);

      MemoryStateStore reached = start.apply(together);
      assertEquals(values(end), values(reached), "seed " + seed);
      assertEquals(end.root(), reached.root(), "seed " + seed);
      // Its nodes too: another update on top finds them.
      StateUpdate more = change(random, end);
      assertEquals(
          more, StateTrie.prepare(reached, more.accounts(), more.slots()).withCodes(more.codes()));
      StateUpdate back = together.reversed();
      StateUpdate undone = StateTrie.prepare(reached, back.accounts(), back.slots());
      assertEquals(start.root(), undone.root(), "seed " + seed);
      String where = "seed " + seed;
      together.accounts().forEach(each -> assertTrue(!each.before().equals(each.after()), where));
    }
  }

  @Test
  void oneThatWasMadeForAnotherStateIsRefused() {
    Random random = new Random(7);
    StateUpdate first = change(random, MemoryStateStore.EMPTY);
    StateUpdate stranger = change(random, MemoryStateStore.EMPTY);

    assertThrows(IllegalArgumentException.class, () -> first.then(stranger));
  }

  /// Money, code and storage come, change and go.
  private static StateUpdate change(Random random, StateStore store) {
    StoredState state = new StoredState(store);
    TreeMap<Address, AccountChange> accounts = new TreeMap<>();
    Map<Hash, Bytes> codes = new TreeMap<>();
    for (int count = 1 + random.nextInt(6); count > 0; count--) {
      Address address = address(random.nextInt(ADDRESSES));
      Account before = state.account(address).orElse(Account.EMPTY);
      if (!before.hasCode() && random.nextInt(3) == 0) {
        accounts.put(address, AccountChange.of(state, address, Optional.empty(), Map.of()));
        continue;
      }
      TreeMap<Hash, U256> slots = new TreeMap<>();
      Account after = before.withBalance(U256.of(1 + random.nextInt(3)));
      if (before.hasCode() || random.nextBoolean()) {
        Bytes code = Bytes.of((byte) random.nextInt(3));
        codes.put(Keccak.hash(code), code);
        after = after.withCode(Keccak.hash(code));
        for (int slot = random.nextInt(5); slot > 0; slot--) {
          slots.put(Hash.wrap(U256.of(random.nextInt(9)).toWord()), U256.of(random.nextInt(3)));
        }
      }
      accounts.put(address, AccountChange.of(state, address, Optional.of(after), slots));
    }
    return StateTrie.prepare(store, new StateChanges(accounts, codes));
  }

  private static List<Object> values(StateStore state) {
    Hash last = Hash.fromHex("0x" + "f".repeat(64));
    List<Object> values = new ArrayList<>();
    for (StateStore.Entry account : state.accounts(Hash.ZERO, last, Integer.MAX_VALUE)) {
      values.add(account);
      values.add(state.slots(account.key(), Hash.ZERO, last, Integer.MAX_VALUE));
    }
    return values;
  }

  private static Address address(int number) {
    return Address.fromLastBytes(Keccak.hash(U256.of(number).toWord()));
  }
}
