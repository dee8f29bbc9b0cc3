package org.tallystick.node.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.tallystick.bytes.U256;
import org.tallystick.state.Account;

/// Accounts without code or storage, that come and go.
final class Wallets implements Population {
  private static final int BLOCKS_MAX = 500;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final int firstCount;

  /// Numbers of the accounts that are there, in no order; the first so many count.
  private final int[] living;

  private int livingCount;
  private int everCount;

  Wallets(int accounts) {
    firstCount = accounts;
    living = new int[accounts + BLOCKS_MAX * INSERTS];
    while (everCount < accounts) {
      born();
    }
  }

  @Override
  public int accounts() {
    return firstCount;
  }

  @Override
  public Entry first(int account) {
    return new Entry(
        Population.address(account),
        Optional.of(
            Account.EMPTY
                .withNonce(account % 100)
                .withBalance(balance(new SplittableRandom(account)))),
        List.of());
  }

  @Override
  public List<Entry> block() {
    List<Entry> changes = new ArrayList<>(UPDATES + INSERTS + DELETES);
    Set<Integer> taken = new HashSet<>();
    while (taken.size() < UPDATES) {
      int account = living[random.nextInt(livingCount)];
      if (taken.add(account)) {
        changes.add(changed(account));
      }
    }
    while (taken.size() < UPDATES + DELETES) {
      int at = random.nextInt(livingCount);
      int account = living[at];
      if (taken.add(account)) {
        living[at] = living[--livingCount];
        changes.add(new Entry(Population.address(account), Optional.empty(), List.of()));
      }
    }
    for (int insert = 0; insert < INSERTS; insert++) {
      changes.add(changed(born()));
    }
    return changes;
  }

  private int born() {
    int account = everCount++;
    living[livingCount++] = account;
    return account;
  }

  private Entry changed(int account) {
    return new Entry(
        Population.address(account),
        Optional.of(Account.EMPTY.withNonce(account % 100).withBalance(balance(random))),
        List.of());
  }

  private static U256 balance(SplittableRandom random) {
    return U256.of(1 + random.nextLong(1L << 62));
  }

  @Override
  public Place anyone() {
    return new Place(Population.address(living[random.nextInt(livingCount)]), Optional.empty());
  }
}
