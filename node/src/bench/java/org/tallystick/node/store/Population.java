package org.tallystick.node.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Keccak;
import org.tallystick.state.Account;

/// A state that is made up, and what blocks do to it: the same for every subject.
sealed interface Population permits Wallets, Contracts {
  /// Values that a block changes, adds and takes away.
  int UPDATES = 2_000;

  int INSERTS = 200;
  int DELETES = 100;

  long SEED = 20_260_119;

  /// An account and its slots. Its storage root is right at first; later one is only the subject's
  /// to know.
  ///
  /// @param account absent where it is removed
  /// @param slots that are there, or that changed
  record Entry(Address address, Optional<Account> account, List<Slot> slots) {}

  /// @param value zero where it is removed
  record Slot(Hash number, U256 value) {}

  /// What can be read and proved.
  record Place(Address address, Optional<Hash> slot) {}

  /// How many accounts there were at first.
  int accounts();

  /// An account as it was at first.
  Entry first(int account);

  /// What the next block changes.
  List<Entry> block();

  /// A value that is there now.
  Place anyone();

  /// The numbers of the first accounts, in the order of Keccak-256 of their addresses.
  default int[] sortedAccounts() {
    int numberBits = 24;
    long[] order = new long[accounts()];
    for (int number = 0; number < order.length; number++) {
      long prefix = ByteBuffer.wrap(key(number).bytes().arrayUnsafe()).getLong();
      order[number] = ((prefix >>> (numberBits + 1)) << numberBits) | number;
    }
    Arrays.sort(order);
    int[] numbers = new int[order.length];
    for (int at = 0; at < numbers.length; at++) {
      numbers[at] = (int) (order[at] & ((1 << numberBits) - 1));
      // A few keys share the bits that were sorted by.
      for (int to = at; to > 0 && key(numbers[to]).compareTo(key(numbers[to - 1])) < 0; to--) {
        int lower = numbers[to];
        numbers[to] = numbers[to - 1];
        numbers[to - 1] = lower;
      }
    }
    return numbers;
  }

  private static Hash key(int account) {
    return Keccak.hash(address(account).bytes());
  }

  static Address address(int account) {
    byte[] address = new byte[Address.LENGTH];
    new SplittableRandom(account).nextBytes(address);
    return Address.wrap(address);
  }
}
