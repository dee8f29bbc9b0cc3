package org.tallystick.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.KeyPair;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.node.chain.Chain;
import org.tallystick.node.consensus.Health;
import org.tallystick.node.consensus.local.BlockClock;
import org.tallystick.node.consensus.local.LocalEngine;
import org.tallystick.node.consensus.local.Pace;
import org.tallystick.node.pool.Admission;
import org.tallystick.node.pool.PoolRules;
import org.tallystick.node.pool.TransactionPool;
import org.tallystick.node.store.RocksStore.Surroundings;
import org.tallystick.node.testing.JsonRpc;
import org.tallystick.node.testing.People;
import org.tallystick.node.testing.SmallDisk;
import org.tallystick.node.testing.TallyProcess;
import org.tallystick.node.testing.TestChain;
import org.tallystick.node.testing.Transfers;
import org.tallystick.node.testing.Waiting;
import org.tallystick.state.StateTrie;

/// A node whose disk fills up: it stands, says so, answers what is read, and goes on when there is
/// room.
@Timeout(120)
final class FullDiskIT {
  private static final Address SHOP = Address.fromHex("0x00000000000000000000000000000000000005a0");
  private static final KeyPair DEVELOPER = People.developer(0);
  private static final KeyPair ALICE = People.person(0);
  private static final int MEGABYTES = 240;

  @TempDir private Path temp;
  @TempDir private Path other;
  private Optional<SmallDisk> mounted = Optional.empty();

  @BeforeEach
  void mount() {
    mounted = SmallDisk.mount(temp, MEGABYTES);
    assumeTrue(mounted.isPresent(), "SKIPPED: a small disk has to be mounted, as root only may");
  }

  @AfterEach
  void unmount() throws IOException {
    if (mounted.isPresent()) {
      mounted.get().close();
    }
  }

  @Test
  void theProgramMakesNoBlockBelowItsReserveAndGoesOnByItself() throws Exception {
    SmallDisk disk = mounted.orElseThrow();
    try (TallyProcess tally = TallyProcess.start(temp, "dev", "--data", "chain", "--port", "0")) {
      JsonRpc node = JsonRpc.over(tally.awaitReady().url());
      send(node, 0);
      node.awaitReceipt(hash(0));
      disk.fillBut(32 << 20);

      send(node, 1);
      Waiting.until(() -> tally.err().contains("is full"));
      String words =
          "the disk of the data folder chain is full: 32 MiB are free, a block wants 64 MiB; no"
              + " block is made until there is room, then the chain goes on by itself";
      assertTrue(tally.err().contains(words), tally::err);
      for (String refusal : List.of(refusal(node, 2), node.error("evm_mine").write())) {
        assertTrue(refusal.contains(words), refusal);
      }
      assertEquals("0x1", node.text("eth_blockNumber"));
      assertEquals("0x3e8", node.text("eth_getBalance", quoted(SHOP), "\"latest\""));
      assertEquals(
          "0x3e8",
          node.result("eth_getProof", quoted(SHOP), "[]", "\"latest\"")
              .view()
              .member("balance")
              .text());
      assertEquals("0x1", node.result("txpool_status").view().member("pending").text());

      disk.free();
      node.awaitReceipt(hash(1));
      Waiting.until(
          () -> node.call("eth_sendRawTransaction", encoded(2)).get("result").isPresent());
      node.awaitReceipt(hash(2));
      assertEquals("0xbb8", node.text("eth_getBalance", quoted(SHOP), "\"latest\""));
      assertEquals(1, tally.err().split("is full", -1).length - 1, tally::err);
    }
  }

  @ParameterizedTest(name = "synced within {0} ms")
  @ValueSource(longs = {0, 20})
  void aWriteThatFindsNoRoomLeavesNothingOfItsBlock(long syncedWithinMillis) throws Exception {
    Optional<Duration> syncedWithin =
        syncedWithinMillis == 0
            ? Optional.empty()
            : Optional.of(Duration.ofMillis(syncedWithinMillis));
    SmallDisk disk = mounted.orElseThrow();
    Path data = temp.resolve("chain");
    DataFolder folder = DataFolder.claim(data);
    // Before RocksDB sets room for its log aside.
    disk.fillBut(1 << 20);
    Hash last;
    try (TestChain test =
        CrashScript.open(
            folder,
            RocksStore.open(folder, syncedWithin, new Surroundings(WriteWatcher.NONE, 0)))) {
      Chain chain = test.chain();
      TransactionPool pool =
          new TransactionPool(chain, PoolRules.DEVELOPMENT, InstantSource.system());
      LocalEngine.Settings settings =
          new LocalEngine.Settings(ALICE, SHOP, new BlockClock(InstantSource.system()));
      try (LocalEngine engine = new LocalEngine(new Pace.Instant(), settings)) {
        engine.start(chain, pool);
        disk.fillBut(100 << 10);
        int sent = 0;
        while (engine.health() instanceof Health.Live) {
          pool.add(Transfers.of(ALICE, sent++, SHOP));
          int all = sent;
          Waiting.until(
              () -> chain.head().number() == all || engine.health() instanceof Health.Stalled);
        }
        Health.Stalled stalled = assertInstanceOf(Health.Stalled.class, engine.health());
        assertTrue(stalled.words().contains("No space left on device"), stalled.words());
        long stood = chain.head().number();
        last = chain.head().hash();
        assertTrue(stood > 0 && stood == sent - 1, stood + " of " + sent);
        assertEquals(
            stood,
            StateTrie.prove(chain.head().store(), ALICE.address(), List.of()).account().nonce());
        assertInstanceOf(Admission.Accepted.class, pool.add(Transfers.of(ALICE, sent++, SHOP)));
        requireHead(data, last);

        disk.free();
        long all = sent;
        Waiting.until(() -> chain.head().number() == all);
        assertInstanceOf(Health.Live.class, engine.health());
        assertEquals(Optional.of(last), chain.hash(stood));
        last = chain.head().hash();
      }
    }
    requireHead(data, last);
  }

  /// What a node would find that was killed now.
  private void requireHead(Path data, Hash expected) throws Exception {
    Path copy = other.resolve("copy");
    CrashPointTest.copy(data, copy);
    try (TestChain test = CrashScript.open(copy, WriteWatcher.NONE)) {
      assertEquals(expected, test.chain().head().hash());
    }
    try (Maintenance maintenance = Maintenance.open(copy)) {
      maintenance.verify((_, _, _) -> {});
    }
    CrashPointTest.delete(copy);
  }

  private static SignedTransaction transfer(int nonce) {
    return Transfers.ofValue(DEVELOPER, nonce, SHOP, U256.of(1_000));
  }

  private static void send(JsonRpc node, int nonce) {
    node.text("eth_sendRawTransaction", encoded(nonce));
  }

  private static String refusal(JsonRpc node, int nonce) {
    return node.error("eth_sendRawTransaction", encoded(nonce)).write();
  }

  private static String encoded(int nonce) {
    return JsonRpc.quote(transfer(nonce).encoded().toHex());
  }

  private static String hash(int nonce) {
    return JsonRpc.quote(transfer(nonce).hash().toHex());
  }

  private static String quoted(Address address) {
    return JsonRpc.quote(address.toHex());
  }
}
