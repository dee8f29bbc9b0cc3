package org.tallystick.node.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.KeyPair;
import org.tallystick.execution.Executed;
import org.tallystick.execution.Genesis;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.Seal;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.machine.ContractRunner;
import org.tallystick.machine.MachineFault;
import org.tallystick.node.store.DataFolder;
import org.tallystick.node.store.RocksStore;
import org.tallystick.node.testing.People;
import org.tallystick.node.testing.TestChain;
import org.tallystick.node.testing.TestMachine;
import org.tallystick.node.testing.Transfers;
import org.tallystick.node.testing.Waiting;

/// What is kept beside the chain, at what cost, and what becomes of it while others change the
/// head.
final class SideBranchesTest {
  private static final KeyPair ALICE = People.person(0);
  private static final Address SHOP = People.person(8).address();
  private static final Address CONTRACT = People.person(60).address();
  private static final Genesis GENESIS = genesis();

  @TempDir private Path temp;

  @Test
  void aBlockThatComesAgainHoldsNoStateMore() {
    DataFolder folder = DataFolder.claim(temp);
    RocksStore database = RocksStore.open(folder);
    try (TestChain test = open(folder, database, TestMachine.NONE)) {
      test.add(Transfers.of(ALICE, 0, SHOP));
      addBeside(test, 1);
      long pins = database.pins();

      for (int times = 0; times < 20; times++) {
        addBeside(test, 1);
      }

      assertEquals(pins, database.pins());
    }
  }

  @Test
  void aBlockThatCannotComeOntoTheChainIsRefusedAndHoldsNoState() {
    DataFolder folder = DataFolder.claim(temp);
    RocksStore database = RocksStore.open(folder);
    try (TestChain test = open(folder, database, TestMachine.NONE)) {
      for (int nonce = 0; nonce <= ChainReader.REORGANISATION_BLOCKS_MAX; nonce++) {
        test.add(Transfers.of(ALICE, nonce, SHOP));
      }
      long pins = database.pins();

      IllegalArgumentException refusal =
          assertThrows(IllegalArgumentException.class, () -> addBeside(test, 1));

      assertEquals(
          "block 1 cannot come onto the chain any more, which goes back to block 1 at most",
          refusal.getMessage());
      assertEquals(pins, database.pins());
      Hash first = test.chain().hash(1).orElseThrow();
      Block second = test.addTo(first, sending(1, 7));
      test.chain().setCanonical(second.hash());
      assertEquals(second, test.chain().head().block());
    }
  }

  @Test
  void aBlockOfWhichTheParentIsUnknownIsRefusedAndTheChainGoesOn() {
    Executed orphan;
    try (TestChain other = TestChain.open(temp.resolve("other"), GENESIS)) {
      other.add(sending(0, 5));
      orphan = other.pack(sending(1, 6)).executed();
    }
    try (TestChain test = TestChain.open(temp.resolve("this"), GENESIS)) {
      Block block = test.chain().seal(orphan, new Seal.Genesis());

      assertThrows(IllegalArgumentException.class, () -> test.chain().commit(block, orphan));

      assertEquals(1, test.add(sending(0, 7)).number());
    }
  }

  @Test
  void aBranchStaysHoweverManyBlocksOthersPutBesideIt() {
    try (TestChain test = TestChain.open(temp, GENESIS)) {
      Hash genesis = test.chain().genesisHash();
      test.add(Transfers.of(ALICE, 0, SHOP));
      Block low = test.addTo(genesis, sending(0, 1_000_000));
      Block tip = test.addTo(low.hash(), sending(1, 1_000_000));
      for (int wei = 1; wei <= Ledger.SIDE_BLOCKS_MAX + 50; wei++) {
        addBeside(test, wei);
      }

      test.chain().setCanonical(tip.hash());

      assertEquals(tip, test.chain().head().block());
    }
  }

  @Test
  void theBranchThatBecomesTheChainIsNotForgottenOnTheWay() {
    DataFolder folder = DataFolder.claim(temp);
    RocksStore database = RocksStore.open(folder);
    TestChain test = open(folder, database, TestMachine.NONE);
    test.add(Transfers.of(ALICE, 0, SHOP));
    List<Block> beside = new ArrayList<>();
    for (int wei = 1; wei <= Ledger.SIDE_BLOCKS_MAX; wei++) {
      beside.add(addBeside(test, wei));
    }
    Block wanted = beside.getFirst();
    // The node dies when the chain has gone back and not yet forward.
    test.chain().listen(_ -> database.close());
    assertThrows(ChainFault.class, () -> test.chain().setCanonical(wanted.hash()));
    test.die();

    try (TestChain again = TestChain.open(temp, GENESIS)) {
      assertEquals(0, again.chain().head().number());
      again.chain().setCanonical(wanted.hash());
      assertEquals(wanted, again.chain().head().block());
    }
  }

  @Test
  void whoWaitedForTheTurnBuildsOnWhatThereIsThen() throws InterruptedException {
    Slow slow = new Slow();
    try (TestChain test = TestChain.open(temp, GENESIS, slow.machine(), InstantSource.system())) {
      Chain chain = test.chain();
      Block first = test.add(sending(0, 1));
      Block second = test.add(sending(1, 1));
      Block beside = test.addTo(first.hash(), sending(1, 2));
      // Before its turn comes, the block leaves the blocks beside the chain, and its state is let
      // go of.
      Waiter head = new Waiter(() -> chain.setCanonical(beside.hash()));
      Waiter packs = new Waiter(() -> test.addTo(beside.hash(), sending(2, 1)));
      slow.during(test, second.hash(), head, packs);

      assertEquals(Optional.of(beside), chain.block(2));
      assertEquals(3, chain.head().number());
    }
  }

  @Test
  void aChangeOfTheHeadThatWaitedStartsFromTheHeadThatThereIsThen() throws InterruptedException {
    Slow slow = new Slow();
    try (TestChain test = TestChain.open(temp, GENESIS, slow.machine(), InstantSource.system())) {
      Chain chain = test.chain();
      Block first = test.add(sending(0, 1));
      test.add(sending(1, 1));
      Block beside = test.addTo(first.hash(), sending(1, 2));
      chain.setCanonical(first.hash());
      // Seen from here it is a child of the head, but it will be a grandchild.
      Waiter back = new Waiter(() -> chain.setCanonical(chain.genesisHash()));
      Waiter forth = new Waiter(() -> chain.setCanonical(beside.hash()));
      slow.during(test, first.hash(), back, forth);

      assertEquals(beside, chain.head().block());
      assertEquals(Optional.of(first), chain.block(1));
    }
  }

  /// A contract that returns when it may, so that others wait for their turn.
  private static final class Slow {
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    ContractRunner machine() {
      return new TestMachine((_, _) -> {
        started.countDown();
        try {
          mayEnd.await();
        } catch (InterruptedException interruption) {
          throw new MachineFault("interrupted", interruption);
        }
        return Bytes.EMPTY;
      });
    }

    /// Has others wait in this order while the contract runs, and then waits for them.
    void during(TestChain test, Hash parent, Waiter... others) throws InterruptedException {
      long nonce = test.chain().head().number();
      SignedTransaction call = Transfers.call(ALICE, nonce, CONTRACT, 100_000, Bytes.EMPTY);
      Waiter runs = new Waiter(() -> test.packOn(parent, call));
      runs.thread.start();
      started.await();
      for (Waiter other : others) {
        other.thread.start();
        Waiting.until(() -> other.thread.getState() == Thread.State.WAITING);
      }
      mayEnd.countDown();
      runs.finish();
      for (Waiter other : others) {
        other.finish();
      }
    }
  }

  private static final class Waiter {
    private final List<Throwable> failures = new ArrayList<>();
    private final Thread thread;

    Waiter(Runnable work) {
      thread = new Thread(work);
      thread.setUncaughtExceptionHandler((_, failure) -> failures.add(failure));
    }

    void finish() throws InterruptedException {
      thread.join(60_000);
      assertTrue(!thread.isAlive(), "it goes on waiting");
      assertEquals(List.of(), failures);
    }
  }

  /// A block on the genesis that sends so many wei.
  private static Block addBeside(TestChain test, long wei) {
    return test.addTo(test.chain().genesisHash(), sending(0, wei));
  }

  private static SignedTransaction sending(long nonce, long wei) {
    return Transfers.ofValue(ALICE, nonce, SHOP, U256.of(wei));
  }

  private static TestChain open(DataFolder folder, RocksStore database, ContractRunner writer) {
    return TestChain.open(folder, database, GENESIS, writer, InstantSource.system());
  }

  private static Genesis genesis() {
    var allocations = People.allocations(5);
    allocations.put(
        CONTRACT,
        new Genesis.Allocation(U256.ZERO, 1, Optional.of(TestMachine.CODE), new TreeMap<>()));
    return Genesis.of(People.CHAIN_ID, allocations);
  }
}
