package org.tallystick.node.testing;

import java.nio.ByteBuffer;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.KeyPair;
import org.tallystick.crypto.Mnemonic;
import org.tallystick.execution.Genesis;
import org.tallystick.execution.Genesis.Allocation;

/// Accounts with keys, the same in every run.
public final class People {
  /// The chain of all tests that do not say otherwise.
  public static final long CHAIN_ID = 31337;

  /// What everybody has in the beginning: ten coin.
  public static final U256 START_WEI = U256.fromDecimal("10000000000000000000");

  private static final Mnemonic DEVELOPERS =
      Mnemonic.of("test test test test test test test test test test test junk");

  private People() {}

  /// One of the accounts that development chains begin with, whose keys everybody knows.
  ///
  /// @param number from 0
  public static KeyPair developer(int number) {
    return DEVELOPERS.keyPair(number);
  }

  /// @param number from 0
  public static KeyPair person(int number) {
    byte[] secret = new byte[Hash.LENGTH];
    ByteBuffer.wrap(secret).putInt(Hash.LENGTH - Integer.BYTES, number + 1);
    return KeyPair.fromSecret(Hash.wrap(secret));
  }

  /// A chain on which so many people have money.
  public static Genesis genesis(int people) {
    return Genesis.of(CHAIN_ID, allocations(people));
  }

  public static SortedMap<Address, Allocation> allocations(int people) {
    SortedMap<Address, Allocation> allocations = new TreeMap<>();
    for (int number = 0; number < people; number++) {
      allocations.put(person(number).address(), Allocation.of(START_WEI));
    }
    return allocations;
  }
}
