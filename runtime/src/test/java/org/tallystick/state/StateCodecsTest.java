package org.tallystick.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.trie.Nibbles;
import org.tallystick.trie.Reference;

class StateCodecsTest {
  private static final Hash SOME = Hash.fromHex("0x" + "ab".repeat(32));

  @Test
  void flatAccountsAreReadBack() {
    Random random = new Random(17);
    for (int index = 0; index < 1_000; index++) {
      Account account =
          new Account(
              random.nextLong() >>> random.nextInt(1, 64),
              new U256(new BigInteger(random.nextInt(257), random)),
              random.nextBoolean() ? SOME : Account.NO_STORAGE,
              random.nextBoolean() ? SOME : Account.NO_CODE);

      assertEquals(account, AccountCodec.fromFlat(Hash.ZERO, AccountCodec.toFlat(account)));
    }
  }

  @Test
  void anAccountWithoutCodeAndStorageIsShort() {
    assertEquals("0xc403648080", AccountCodec.toFlat(account(3, 100)).toHex());
  }

  private static Account account(long nonce, long balanceWei) {
    return Account.EMPTY.withNonce(nonce).withBalance(U256.of(balanceWei));
  }

  @Test
  void nodeKeysAreAllDifferentAndKeepSubtreesTogether() {
    List<NodeKey> keys = new ArrayList<>();
    for (Optional<Hash> account : List.of(Optional.<Hash>empty(), Optional.of(Hash.ZERO))) {
      for (int length = 0; length <= 3; length++) {
        for (int number = 0; number < (1 << (4 * length)); number++) {
          Nibbles all = Nibbles.ofKey(Bytes.of((byte) (number >> 8), (byte) number));
          keys.add(new NodeKey(account, all.drop(4 - length)));
        }
      }
    }
    List<Bytes> encoded = keys.stream().map(NodeKey::toBytes).sorted().toList();

    assertEquals(keys.size(), encoded.stream().distinct().count());
    assertEquals(keys.size(), keys.stream().sorted().distinct().count());
    Bytes subtree = Bytes.of((byte) 0, (byte) 0x12);
    int from = -1 - Collections.binarySearch(encoded, subtree);
    List<Bytes> together = encoded.subList(from, from + 1 + 16);
    assertTrue(together.stream().allMatch(key -> key.startsWith(subtree)), together::toString);
  }

  @Test
  void aStoredBranchHasItsWayItsMasksAndItsChildren() {
    Subtree.Child[] children = new Subtree.Child[16];
    IntStream.range(0, 16).forEach(step -> children[step] = Subtree.Nothing.INSTANCE);
    children[0] = new Subtree.StoredLeaf(Reference.to(SOME));
    children[4] = new Subtree.Twig(Reference.to(Hash.ZERO));
    children[9] = new Subtree.StoredBranch(Reference.to(SOME));
    FoldedBranch hashes = FoldedBranch.of(Nibbles.ofKey(Bytes.fromHex("0x123f")).drop(1), children);
    children[15] = new Subtree.StoredLeaf(Reference.to(Bytes.fromHex("0xc22001")));
    FoldedBranch inline = FoldedBranch.of(Nibbles.EMPTY, children);
    String references = "ab".repeat(32) + "00".repeat(32) + "ab".repeat(32);

    assertEquals("0x03" + "23f0" + "0201" + "0210" + references, hashes.toBytes().toHex());
    assertEquals(
        "0x80" + "8201" + "0210" + "8000" + references + "03c22001", inline.toBytes().toHex());
    assertEquals(hashes, FoldedBranch.read(hashes.toBytes()));
    assertEquals(inline, FoldedBranch.read(inline.toBytes()));
  }
}
