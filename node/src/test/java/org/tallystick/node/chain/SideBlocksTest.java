package org.tallystick.node.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.Draft;
import org.tallystick.ledger.Header;
import org.tallystick.ledger.Seal;
import org.tallystick.node.testing.FakeChain;

final class SideBlocksTest {
  private static final int BLOCKS_MAX = Ledger.SIDE_BLOCKS_MAX;

  private final Block genesis = new FakeChain(1).head().block();
  private final SideBlocks sides = new SideBlocks();
  private int blocksMade;

  @Test
  void manyBlocksOnOneParentDriveEachOtherOutAndNoBranch() {
    List<Block> branch = addBranch(genesis, 100);
    List<Block> siblings = addChildren(genesis, 2 * BLOCKS_MAX);

    List<Block> gone = sides.removeSurplus();

    assertEquals(hashes(siblings.subList(0, BLOCKS_MAX + 100)), hashes(gone));
    branch.forEach(this::assertKept);
  }

  @Test
  void ofBranchesTheTipOfTheLowestGoesFirst() {
    List<Block> low = addBranch(genesis, 3);
    for (int branch = 0; branch < 5; branch++) {
      addBranch(child(genesis), 103);
    }

    List<Block> gone = sides.removeSurplus();

    assertEquals(6, gone.size());
    assertEquals(hashes(low.reversed()), hashes(gone.subList(0, 3)));
  }

  @Test
  void whateverGoesNoBlockStaysWithoutTheOneBelow() {
    long seed = Long.getLong("seed", 20_261_127);
    Random random = new Random(seed);
    List<Block> blocks = new ArrayList<>();
    blocks.add(genesis);
    for (int step = 0; step < 1_500; step++) {
      Block parent = blocks.get(Math.max(0, blocks.size() - 1 - random.nextInt(40)));
      if (parent.equals(genesis) || sides.find(parent.hash()).isPresent()) {
        blocks.addAll(addChildren(parent, 1));
      }
      sides.removeSurplus();
    }

    int kept = 0;
    for (Block block : blocks) {
      if (sides.find(block.hash()).isPresent()) {
        kept++;
        Hash parent = block.header().parentHash();
        assertTrue(
            parent.equals(genesis.hash()) || sides.find(parent).isPresent(),
            () -> "seed " + seed + ": block " + block.number() + " is left without its parent");
      }
    }
    assertEquals(BLOCKS_MAX, kept, "seed " + seed);
  }

  private List<Block> addBranch(Block from, int length) {
    List<Block> branch = new ArrayList<>();
    Block parent = from;
    for (int count = 0; count < length; count++) {
      parent = addChildren(parent, 1).getFirst();
      branch.add(parent);
    }
    return branch;
  }

  private List<Block> addChildren(Block parent, int count) {
    List<Block> children = new ArrayList<>();
    for (int each = 0; each < count; each++) {
      Block child = child(parent);
      sides.add(child, child.hash());
      children.add(child);
    }
    return children;
  }

  private static List<Hash> hashes(List<Block> blocks) {
    return blocks.stream().map(Block::hash).toList();
  }

  private void assertKept(Block block) {
    assertEquals(Optional.of(block), sides.find(block.hash()));
  }

  /// Another one with each call.
  private Block child(Block parent) {
    Header header = parent.header();
    Header next =
        new Header(
            parent.hash(),
            header.ommersHash(),
            header.feeRecipient(),
            header.stateRoot(),
            header.transactionsRoot(),
            header.receiptsRoot(),
            header.logsBloom(),
            U256.ZERO,
            header.number() + 1,
            header.gasLimit(),
            0,
            header.timestampSeconds(),
            Bytes.wrap(ByteBuffer.allocate(Integer.BYTES).putInt(blocksMade++).array()),
            Hash.ZERO,
            0,
            header.baseFeePerGasWei());
    return new Draft(next, List.of()).seal(new Seal.Genesis());
  }
}
