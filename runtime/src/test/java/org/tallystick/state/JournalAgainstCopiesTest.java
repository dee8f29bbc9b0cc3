package org.tallystick.state;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Keccak;
import org.tallystick.ledger.Log;
import org.tallystick.testing.MapState;

/// The journal against one that copies all its maps at every checkpoint.
final class JournalAgainstCopiesTest {
  private static final int STEPS = 2_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void bothAgreeAfterEveryStep(long seed) {
    Run run = new Run(seed);
    for (int step = 0; step < STEPS; step++) {
      run.step("seed " + seed + " step " + step);
    }
  }

  private static final class Run {
    private final Random random;
    private final List<Address> addresses = new ArrayList<>();
    private final List<Hash> keys = new ArrayList<>();
    private final MapState parent = new MapState();
    private final Journal journal;
    private final List<Journal.Checkpoint> checkpoints = new ArrayList<>();
    private final List<Copy> copies = new ArrayList<>();
    private Copy copy = new Copy();

    Run(long seed) {
      random = new Random(seed);
      for (int index = 1; index <= 6; index++) {
        Address address =
            Address.wrap(Keccak.hash(Bytes.of((byte) index)).bytes().slice(12).toArray());
        addresses.add(address);
        keys.add(Hash.wrap(U256.of(index).toWord()));
        if (random.nextBoolean()) {
          parent.balance(address, U256.of(random.nextInt(1_000)));
        }
        if (random.nextBoolean()) {
          parent.contract(address, Bytes.of((byte) index));
          for (Hash key : keys) {
            parent.slot(address, key, U256.of(random.nextInt(3)));
          }
        }
      }
      journal = new Journal(parent);
      for (Address address : addresses) {
        Account account = parent.account(address).orElse(Account.EMPTY);
        copy.accounts.put(address, account);
        for (Hash key : keys) {
          copy.slots.put(new Place(address, key), parent.storage(address, key));
        }
      }
      copy.originals.putAll(copy.slots);
    }

    void step(String where) {
      Address address = addresses.get(random.nextInt(addresses.size()));
      Hash key = keys.get(random.nextInt(keys.size()));
      Place place = new Place(address, key);
      Account account = requireNonNull(copy.accounts.get(address));
      switch (random.nextInt(14)) {
        case 0 -> {
          U256 wei = U256.of(random.nextInt(50));
          journal.credit(address, wei);
          copy.accounts.put(address, account.withBalance(account.balanceWei().plus(wei)));
        }
        case 1 -> {
          U256 wei = U256.of(random.nextInt(50)).min(account.balanceWei());
          journal.debit(address, wei);
          copy.accounts.put(address, account.withBalance(account.balanceWei().minus(wei)));
        }
        case 2 -> {
          journal.setNonce(address, account.nonce() + 1);
          copy.accounts.put(address, account.withNonce(account.nonce() + 1));
        }
        case 3 -> {
          Bytes code = Bytes.of((byte) random.nextInt(8), (byte) 1);
          journal.setCode(address, Keccak.hash(code), code);
          copy.accounts.put(address, account.withCode(Keccak.hash(code)));
        }
        case 4, 5, 6 -> {
          U256 value = U256.of(random.nextInt(3));
          journal.slot(address, key).write(value);
          copy.slots.put(place, value);
        }
        case 7 -> assertEquals(copy.visited.add(address), journal.visit(address), where);
        case 8 -> assertEquals(copy.visited.add(place), journal.slot(address, key).visit(), where);
        case 9 -> assertEquals(copy.loaded.add(key), journal.load(key), where);
        case 10 -> {
          long gas = random.nextLong(-100, 100);
          journal.addRefund(gas);
          copy.refund += gas;
        }
        case 11 -> {
          Log log = new Log(address, List.of(key), Bytes.of((byte) random.nextInt(256)));
          journal.append(log);
          copy.logs.add(log);
        }
        case 12 -> {
          checkpoints.add(journal.checkpoint());
          copies.add(new Copy(copy));
        }
        case 13 -> goBack();
        default -> throw new AssertionError();
      }
      copy.compare(where);
    }

    /// Undoes to one of the open checkpoints, or, now and then, begins a transaction.
    private void goBack() {
      if (random.nextInt(20) == 0) {
        journal.beginTransaction();
        copy.beginTransaction();
        checkpoints.clear();
        copies.clear();
      } else if (!checkpoints.isEmpty()) {
        int to = random.nextInt(checkpoints.size());
        journal.undo(checkpoints.get(to));
        copy = copies.get(to);
        checkpoints.subList(to, checkpoints.size()).clear();
        copies.subList(to, copies.size()).clear();
      }
    }

    private record Place(Address address, Hash key) {}

    private final class Copy {
      private final Map<Address, Account> accounts = new HashMap<>();
      private final Map<Place, U256> slots = new HashMap<>();
      private final Map<Place, U256> originals = new HashMap<>();
      private final Set<Object> visited = new HashSet<>();
      private final Set<Hash> loaded = new HashSet<>();
      private final List<Log> logs = new ArrayList<>();
      private long refund;

      Copy() {}

      Copy(Copy other) {
        accounts.putAll(other.accounts);
        slots.putAll(other.slots);
        originals.putAll(other.originals);
        visited.addAll(other.visited);
        loaded.addAll(other.loaded);
        logs.addAll(other.logs);
        refund = other.refund;
      }

      void beginTransaction() {
        originals.putAll(slots);
        visited.clear();
        loaded.clear();
        logs.clear();
        refund = 0;
      }

      void compare(String where) {
        accounts.forEach((address, account) -> {
          assertEquals(account.balanceWei(), journal.balance(address), where);
          assertEquals(account.nonce(), journal.nonce(address), where);
          assertEquals(account.codeHash(), journal.codeHash(address), where);
          assertEquals(account.isEmpty(), journal.isEmpty(address), where);
        });
        slots.forEach((place, value) -> {
          Journal.Slot slot = journal.slot(place.address, place.key);
          assertEquals(value, slot.current(), where);
          assertEquals(originals.get(place), slot.original(), where);
        });
        assertEquals(refund, journal.refund(), where);
        assertEquals(logs, journal.logs(), where);
        compareChanges(where);
      }

      private void compareChanges(String where) {
        Map<Address, StateChanges.AccountChange> expected = new TreeMap<>();
        accounts.forEach((address, account) -> {
          TreeMap<Hash, U256> changed = new TreeMap<>();
          for (Hash key : keys) {
            U256 value = slots.get(new Place(address, key));
            if (value != null && !value.equals(parent.storage(address, key))) {
              changed.put(key, value);
            }
          }
          if (!changed.isEmpty()
              || !account.equals(parent.account(address).orElse(Account.EMPTY))) {
            expected.put(
                address,
                StateChanges.AccountChange.of(
                    parent,
                    address,
                    account.isEmpty() ? Optional.empty() : Optional.of(account),
                    changed));
          }
        });
        assertEquals(expected, journal.changes().accounts(), where);
      }
    }
  }
}
