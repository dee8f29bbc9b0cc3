package org.tallystick.node.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.U256;
import org.tallystick.state.Account;

/// Accounts that are made up, and what blocks do to them. The same for every subject.
final class Population {
  static final int UPDATES = 2_000;
  static final int INSERTS = 200;
  static final int DELETES = 100;

  private static final long SEED = 20_260_119;

  private final SplittableRandom random = new SplittableRandom(SEED);

  /// Of each account that ever was, by its number.
  private long[] balancesWei;

  private int[] living;
  private int livingCount;
  private int everCount;

  /// What becomes of an account.
  ///
  /// @param before absent where it is new
  /// @param after absent where it is removed
  record Change(Address address, Optional<Account> before, Optional<Account> after) {}

  Population(int accounts, int blocks) {
    int countMax = accounts + blocks * INSERTS;
    balancesWei = new long[countMax];
    living = new int[countMax];
  }

  int size() {
    return livingCount;
  }

  /// New accounts.
  List<Change> grow(int count) {
    List<Change> changes = new ArrayList<>(count);
    for (int index = 0; index < count; index++) {
      changes.add(insert());
    }
    return changes;
  }

  List<Change> block() {
    List<Change> changes = new ArrayList<>(UPDATES + INSERTS + DELETES);
    boolean[] taken = new boolean[everCount];
    while (changes.size() < UPDATES + DELETES) {
      int at = random.nextInt(livingCount);
      int number = living[at];
      if (!taken[number]) {
        taken[number] = true;
        changes.add(changes.size() < UPDATES ? update(number) : remove(at));
      }
    }
    changes.addAll(grow(INSERTS));
    return changes;
  }

  /// An account that is there.
  Address anyone() {
    return address(living[random.nextInt(livingCount)]);
  }

  private Change insert() {
    int number = everCount++;
    living[livingCount++] = number;
    balancesWei[number] = random.nextLong(1L << 62);
    return new Change(address(number), Optional.empty(), Optional.of(account(number)));
  }

  private Change update(int number) {
    Account before = account(number);
    balancesWei[number] = random.nextLong(1L << 62);
    return new Change(address(number), Optional.of(before), Optional.of(account(number)));
  }

  private Change remove(int at) {
    int number = living[at];
    living[at] = living[--livingCount];
    return new Change(address(number), Optional.of(account(number)), Optional.empty());
  }

  private Account account(int number) {
    return Account.EMPTY.withNonce(number % 100).withBalance(U256.of(1 + balancesWei[number]));
  }

  private static Address address(int number) {
    SplittableRandom digits = new SplittableRandom(number);
    byte[] address = new byte[Address.LENGTH];
    ByteBuffer.wrap(address)
        .putLong(digits.nextLong())
        .putLong(digits.nextLong())
        .putInt(digits.nextInt());
    return Address.wrap(address);
  }
}
