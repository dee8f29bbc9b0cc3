package org.tallystick.node.cli;

import java.math.BigInteger;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.KeyPair;
import org.tallystick.crypto.Mnemonic;
import org.tallystick.execution.Genesis;

/// The accounts that every development chain begins with. Everybody knows their keys.
final class DevelopmentAccounts {
  static final String MNEMONIC = "test test test test test test test test test test test junk";
  static final int COUNT_DEFAULT = 10;
  static final int COUNT_MAX = 1_000;
  static final int BALANCE_COINS = 10_000;
  private static final U256 BALANCE_WEI =
      new U256(BigInteger.valueOf(BALANCE_COINS).multiply(BigInteger.TEN.pow(18)));

  /// What the first accounts are called.
  private static final List<String> NAMES =
      List.of("alice", "bob", "carol", "dave", "erin", "frank", "grace", "heidi", "ivan", "judy");

  private DevelopmentAccounts() {}

  /// The first keys of the mnemonic.
  static List<KeyPair> keys(int count) {
    Mnemonic mnemonic = Mnemonic.of(MNEMONIC);
    return IntStream.range(0, count).mapToObj(mnemonic::keyPair).toList();
  }

  /// What the account of this number is called; its number, where it has no name.
  static String name(int number) {
    return number < NAMES.size() ? NAMES.get(number) : Integer.toString(number);
  }

  /// What they hold in the beginning.
  static SortedMap<Address, Genesis.Allocation> allocations(List<KeyPair> keys) {
    SortedMap<Address, Genesis.Allocation> allocations = new TreeMap<>();
    keys.forEach(key -> allocations.put(key.address(), Genesis.Allocation.of(BALANCE_WEI)));
    return allocations;
  }
}
