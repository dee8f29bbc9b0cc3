package org.tallystick.node.consensus.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.execution.Genesis;
import org.tallystick.ledger.Block;
import org.tallystick.node.pool.PoolMemory;
import org.tallystick.node.pool.PoolStatus;
import org.tallystick.node.testing.FastFolder;
import org.tallystick.node.testing.People;
import org.tallystick.node.testing.TestClock;
import org.tallystick.node.testing.TestMachine;
import org.tallystick.node.testing.Transfers;

/// Random walks of edits, transfers, blocks, snapshots, dumps, resets, and nodes that stop or die,
/// against plain maps: after every step the state's root is the one that is made from the maps.
final class DevControlsRandomTest {
  private static final int WALKS = Integer.getInteger("tallystick.devWalks", 12);
  private static final int STEPS = 150;
  private static final int PEOPLE = 6;
  private static final Genesis GENESIS = People.genesis(3);

  @TempDir(factory = FastFolder.class)
  private Path temp;

  @Test
  void theChainIsWhatItWasToldToBe() {
    for (int seed = 0; seed < WALKS; seed++) {
      try (Walk walk = new Walk(temp.resolve(Integer.toString(seed)), seed)) {
        walk.go();
      }
    }
  }

  /// What was there when a snapshot was taken.
  private record Remembered(DevWorld world, Hash head, U256 baseFeePerGasWei, PoolMemory waiting) {}

  private record Dump(Bytes bytes, DevWorld world) {}

  private static final class Walk implements AutoCloseable {
    private final Path folder;
    private final Random random;
    private final int seed;
    private final TestClock clock = new TestClock();
    private final TreeMap<Long, Remembered> snapshots = new TreeMap<>();
    private final List<Dump> dumps = new ArrayList<>();
    private DevWorld world = start();
    private TestDevChain test;
    private String step = "the start";

    Walk(Path folder, int seed) {
      this.folder = folder;
      this.seed = seed;
      this.random = new Random(seed);
      this.test = open();
    }

    private static DevWorld start() {
      DevWorld world = new DevWorld();
      for (int number = 0; number < 3; number++) {
        world.person(address(number)).wei = People.START_WEI.value();
      }
      return world;
    }

    private TestDevChain open() {
      TestDevChain chain = TestDevChain.quiet(folder, GENESIS, clock);
      chain.controls().impersonateEverybody(true);
      return chain;
    }

    void go() {
      for (int count = 0; count < STEPS; count++) {
        String before = step;
        take(random.nextInt(100));
        String where = "seed " + seed + ", step " + count + ": " + step + ", after " + before;
        assertEquals(world.root(), test.head().store().root(), where);
        assertEquals(test.head().header().stateRoot(), test.head().ownStore().root(), where);
        if (random.nextInt(5) == 0) {
          clock.advance(Duration.ofSeconds(random.nextInt(100)));
        }
      }
    }

    private void take(int choice) {
      if (choice < 40) {
        edit();
      } else if (choice < 55) {
        send();
      } else if (choice < 70) {
        mine();
      } else if (choice < 80) {
        remember();
      } else if (choice < 88) {
        revert();
      } else if (choice < 91) {
        dump();
      } else if (choice < 94) {
        load();
      } else if (choice < 95) {
        reset();
      } else {
        restart();
      }
    }

    private void edit() {
      Address address = address(random.nextInt(PEOPLE));
      DevWorld.Person person = world.person(address);
      DevControls controls = test.controls();
      switch (random.nextInt(4)) {
        case 0 -> {
          long coins = random.nextInt(3);
          step = "balance of " + address + ": " + coins;
          boolean isAllowed =
              coins > 0 || person.nonce > 0 || person.hasCode || person.slots.isEmpty();
          U256 wei = U256.of(coins * 1_000_000_000L).times(1_000_000_000L);
          if (attempt(isAllowed, () -> controls.setBalance(address, wei))) {
            person.wei = wei.value();
          }
        }
        case 1 -> {
          long nonce = person.nonce + random.nextInt(4) - 1;
          step = "nonce of " + address + ": " + nonce;
          if (attempt(nonce >= person.nonce, () -> controls.setNonce(address, nonce))) {
            person.nonce = nonce;
          }
        }
        case 2 -> {
          boolean hasCode = random.nextBoolean();
          step = "code of " + address + ": " + hasCode;
          boolean isAllowed =
              hasCode || person.nonce > 0 || person.wei.signum() > 0 || person.slots.isEmpty();
          Bytes code = hasCode ? TestMachine.CODE.bytes() : Bytes.EMPTY;
          if (attempt(isAllowed, () -> controls.setCode(address, code))) {
            person.hasCode = hasCode;
          }
        }
        default -> {
          int slot = random.nextInt(20);
          int value = random.nextInt(3);
          step = "slot " + slot + " of " + address + ": " + value;
          boolean isAllowed = value == 0 || !person.isEmpty();
          if (attempt(
              isAllowed,
              () -> controls.setStorageAt(address, DevWorld.slot(slot), U256.of(value)))) {
            person.slots.put(slot, value);
            person.slots.values().removeIf(each -> each == 0);
          }
        }
      }
    }

    private boolean attempt(boolean isAllowed, Runnable edit) {
      if (!isAllowed) {
        assertThrows(DevRefusalException.class, edit::run, "seed " + seed + ", " + step);
      } else {
        edit.run();
      }
      return isAllowed;
    }

    private void send() {
      Address sender = address(random.nextInt(PEOPLE));
      Address receiver = address(random.nextInt(PEOPLE));
      step = "transfer from " + sender + " to " + receiver;
      if (!world.person(receiver).hasCode) {
        long nonce = test.pool().nextNonce(sender) + random.nextInt(2);
        test.controls().send(Transfers.of(People.person(0), nonce, receiver).payload(), sender);
      }
    }

    private void mine() {
      if (random.nextInt(4) == 0) {
        test.controls().setNextBaseFeePerGas(U256.of(random.nextInt(5) * Transfers.GWEI));
      }
      // Whom a transfer waits for may have got code, which no machine is here to run.
      if (world.people.values().stream().anyMatch(person -> person.hasCode)) {
        test.controls().dropAllTransactions();
      }
      long count = random.nextInt(6) == 0 ? 1 + random.nextInt(200) : 1;
      step = "blocks: " + count;
      long number = test.head().number();
      if (count == 1) {
        test.controls().mine();
      } else {
        test.controls().mine(count, random.nextInt(15));
      }
      assertEquals(number + count, test.head().number());
      for (long each = number + 1; each <= number + count; each++) {
        Block block = test.chain().block(each).orElseThrow();
        world.follow(block);
      }
      assertEquals(world.root(), test.head().header().stateRoot(), "seed " + seed + ", " + step);
    }

    private void remember() {
      step = "snapshot";
      long id = test.controls().snapshot();
      snapshots.put(
          id,
          new Remembered(
              world.copy(),
              test.head().hash(),
              test.pool().nextBaseFeePerGasWei(),
              test.pool().remember()));
    }

    private void revert() {
      long id = 1L + random.nextInt(30);
      step = "revert to " + id;
      Remembered then = snapshots.get(id);
      assertEquals(then != null, test.controls().revert(id));
      snapshots.tailMap(id).clear();
      if (then != null) {
        world = then.world;
        String where = "seed " + seed + ", " + step;
        assertEquals(then.head, test.head().hash(), where);
        assertEquals(then.baseFeePerGasWei, test.pool().nextBaseFeePerGasWei(), where);
        assertEquals(then.waiting, test.pool().remember(), where);
      }
    }

    private void dump() {
      step = "dump";
      dumps.add(new Dump(test.controls().dumpState(), world.copy()));
    }

    private void load() {
      step = "load";
      if (!dumps.isEmpty()) {
        Dump dump = dumps.get(random.nextInt(dumps.size()));
        test.controls().loadState(dump.bytes);
        world.take(dump.world);
      }
    }

    private void reset() {
      step = "reset";
      test.controls().reset();
      test.controls().setAutomine(false);
      test.controls().impersonateEverybody(true);
      assertEquals(0, test.head().number());
      assertEquals(new PoolStatus(0, 0), test.pool().status());
      world = start();
      snapshots.clear();
    }

    private void restart() {
      boolean isKilled = random.nextBoolean();
      step = isKilled ? "death" : "stop";
      Hash head = test.head().hash();
      if (isKilled) {
        test.die();
      } else {
        test.close();
      }
      test = open();
      assertEquals(head, test.head().hash());
      assertFalse(test.controls().revert(1));
      snapshots.clear();
    }

    private static Address address(int number) {
      return People.person(number).address();
    }

    @Override
    public void close() {
      test.close();
    }
  }
}
