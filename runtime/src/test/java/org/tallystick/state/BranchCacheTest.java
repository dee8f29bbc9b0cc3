package org.tallystick.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.Keccak;
import org.tallystick.trie.Nibbles;

class BranchCacheTest {
  private static final NodeKey PLACE = new NodeKey(Optional.empty(), Nibbles.EMPTY);
  private static final FoldedBranch BRANCH = FoldedBranch.WITHOUT_CHILDREN;

  @Test
  void oneBeforeAnotherFindsWhatThatHasAndPutsNothingThere() {
    BranchCache head = new BranchCache(100_000);
    BranchCache past = BranchCache.before(head, 100_000);
    Hash ofHead = Keccak.hash(Bytes.of((byte) 1));
    Hash ofPast = Keccak.hash(Bytes.of((byte) 2));
    head.put(PLACE, ofHead, BRANCH);

    past.put(PLACE, ofPast, BRANCH);

    assertEquals(Optional.of(BRANCH), past.find(PLACE, ofHead));
    assertEquals(Optional.of(BRANCH), past.find(PLACE, ofPast));
    assertEquals(Optional.of(BRANCH), head.find(PLACE, ofHead));
    assertEquals(Optional.empty(), head.find(PLACE, ofPast));
  }
}
