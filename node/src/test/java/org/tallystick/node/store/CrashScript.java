package org.tallystick.node.store;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.KeyPair;
import org.tallystick.execution.Genesis;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.node.store.RocksStore.Surroundings;
import org.tallystick.node.testing.People;
import org.tallystick.node.testing.TestChain;
import org.tallystick.node.testing.TestMachine;
import org.tallystick.node.testing.Transfers;

/// A stretch of a chain's life in which the store does all that it ever does: it makes nodes again
/// when it opens, adds blocks, forgets old records and old blocks beside the chain, writes nodes,
/// puts blocks beside the chain, and changes to another branch and back.
final class CrashScript {
  static final Genesis GENESIS = People.genesis(60);

  /// 31 blocks before old records are forgotten, and 33 before nodes are written.
  static final long BASE_BLOCKS = 1_249;

  private static final long LAST_BLOCK = BASE_BLOCKS + 34;

  /// The first; the one at which old records are forgotten; the one before which nodes are written.
  private static final List<String> SPECIAL_BLOCKS = List.of("1250", "1280", "1282");

  private static final KeyPair ALICE = People.person(0);
  private static final int BASE_BLOCKS_WITH_TRANSFERS = 40;

  /// Something that ends with another head, or another block beside the chain.
  record Step(String name, Runnable work) {}

  private final TestChain test;

  CrashScript(TestChain test) {
    this.test = test;
  }

  /// The chain before all that, whose newest nodes are not written yet.
  static void makeBase(Path data) {
    try (TestChain test = TestChain.open(data, GENESIS)) {
      for (long number = 1; number <= BASE_BLOCKS; number++) {
        if (number > BASE_BLOCKS - BASE_BLOCKS_WITH_TRANSFERS) {
          test.add(transfer(number, number));
        } else {
          test.add();
        }
      }
    }
  }

  static TestChain open(Path data, WriteWatcher watcher) {
    DataFolder folder = DataFolder.claim(data);
    return open(folder, openDatabase(folder, watcher));
  }

  static RocksStore openDatabase(DataFolder folder, WriteWatcher watcher) {
    return RocksStore.open(folder, new Surroundings(watcher, 0));
  }

  static TestChain open(DataFolder folder, RocksStore database) {
    return TestChain.open(folder, database, GENESIS, TestMachine.NONE, InstantSource.system());
  }

  /// All steps, in their order. Each can be taken again where it failed.
  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (long number = BASE_BLOCKS + 1; number <= LAST_BLOCK; number++) {
      long each = number;
      steps.add(new Step("block " + each, () -> test.add(transfer(each, each))));
    }
    steps.add(new Step("a block beside the chain", () -> beside(LAST_BLOCK - 3, 1)));
    steps.add(new Step("a block on that", () -> beside(LAST_BLOCK - 3, 2)));
    steps.add(
        new Step(
            "the change to the other branch",
            () -> test.chain().setCanonical(beside(LAST_BLOCK - 3, 2))));
    steps.add(new Step("the way back", () -> test.chain().setCanonical(hash(LAST_BLOCK - 5))));
    steps.add(new Step("another block", () -> test.add(transfer(LAST_BLOCK - 4, LAST_BLOCK))));
    return steps;
  }

  /// Whether a step is other than the one before it.
  static boolean isSpecial(String step) {
    return !step.matches("block \\d+") || SPECIAL_BLOCKS.stream().anyMatch(step::endsWith);
  }

  /// Makes so many blocks beside the chain, or finds them.
  private Hash beside(long parent, int count) {
    Hash last = hash(parent);
    for (int each = 1; each <= count; each++) {
      Block block = test.addTo(last, transfer(parent + each, 7));
      last = block.hash();
    }
    return last;
  }

  private Hash hash(long number) {
    return test.chain().hash(number).orElseThrow();
  }

  /// @param number of the block it is for
  static SignedTransaction transfer(long number, long to) {
    return Transfers.of(ALICE, nonce(number), person(to));
  }

  /// Alice sends one transfer in each block.
  private static long nonce(long number) {
    return number - 1 - (BASE_BLOCKS - BASE_BLOCKS_WITH_TRANSFERS);
  }

  private static Address person(long number) {
    return People.person((int) (number % 60)).address();
  }
}
