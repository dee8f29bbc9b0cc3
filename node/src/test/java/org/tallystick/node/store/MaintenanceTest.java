package org.tallystick.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.Keccak;
import org.tallystick.crypto.KeyPair;
import org.tallystick.execution.Genesis;
import org.tallystick.node.store.RocksStore.Batch;
import org.tallystick.node.store.RocksStore.Family;
import org.tallystick.node.testing.People;
import org.tallystick.node.testing.TestChain;
import org.tallystick.node.testing.Transfers;
import org.tallystick.state.NodeKey;
import org.tallystick.trie.Nibbles;

final class MaintenanceTest {
  private static final KeyPair ALICE = People.person(0);
  private static final Genesis GENESIS = People.genesis(400);
  private static final int BLOCKS = 40;

  @TempDir private Path temp;
  private Path data = Path.of("");
  private Hash head = Hash.ZERO;

  @BeforeEach
  void makeAChain() {
    data = temp.resolve("data");
    TestChain chain = TestChain.open(data, GENESIS);
    for (int nonce = 0; nonce < BLOCKS; nonce++) {
      chain.add(Transfers.of(ALICE, nonce, People.person(nonce).address()));
    }
    head = chain.chain().head().hash();
    chain.die();
  }

  @Test
  void aWholeDatabaseIsFoundRightWithoutBeingChanged() {
    for (int round = 0; round < 2; round++) {
      maintain(maintenance -> {
        List<String> heard = new ArrayList<>();
        Maintenance.Verified verified =
            maintenance.verify((what, done, total) -> heard.add(what + " " + done + "/" + total));

        assertEquals(BLOCKS + 1, verified.blocks());
        assertEquals(400 + 1, verified.accounts());
        assertTrue(verified.nodes() > 10, verified::toString);
        assertTrue(heard.contains("blocks 41/41"), heard::toString);
        assertTrue(heard.contains("values 401/401"), heard::toString);
        assertEquals(32, maintenance.stats().nodesBlockNumber());
        assertEquals(head, maintenance.stats().headHash());
      });
    }
  }

  @Test
  void aNodeThatIsStoppedLeavesNoNodesToBeMade() {
    try (TestChain chain = TestChain.open(data, GENESIS)) {
      chain.add(Transfers.of(ALICE, BLOCKS, Address.ZERO));
      chain.add(Transfers.of(ALICE, BLOCKS + 1, Address.ZERO));
    }

    maintain(maintenance -> {
      assertEquals(BLOCKS + 2, maintenance.stats().headNumber());
      assertEquals(BLOCKS + 2, maintenance.stats().nodesBlockNumber());
      maintenance.verify(QUIET);
    });
  }

  @Test
  void aDamagedValueIsNamedByTheRootItGives() {
    damage(batch -> {
      Bytes key = Keccak.hash(People.person(399).address().bytes()).bytes();
      batch.delete(Family.ACCOUNT, key);
    });

    maintain(maintenance -> {
      StoreException fault = assertThrows(StoreException.class, () -> maintenance.verify(QUIET));
      assertTrue(fault.words().contains("data folder is damaged"), fault.words());
    });
  }

  @Test
  void aMissingBlockIsNamed() {
    damage(batch -> batch.delete(Family.BLOCK, Bytes.fromHex("0x0000000000000007")));

    maintain(maintenance -> {
      StoreException fault = assertThrows(StoreException.class, () -> maintenance.verify(QUIET));
      assertTrue(fault.words().startsWith("block 7 is missing"), fault.words());
    });
  }

  @Test
  void lostNodesAreNamedAndMadeAgain() {
    try (DataFolder folder = DataFolder.claim(data);
        RocksStore database = RocksStore.open(folder)) {
      new StateDatabase(database).clearNodes();
    }
    StoreException refusal =
        assertThrows(StoreException.class, () -> TestChain.open(data, GENESIS));
    assertTrue(refusal.words().contains("tally db rebuild-nodes"), refusal.words());

    maintain(maintenance -> {
      long made = maintenance.rebuildNodes(QUIET);
      assertEquals(made, maintenance.verify(QUIET).nodes());
    });
    try (TestChain chain = TestChain.open(data, GENESIS)) {
      assertEquals(head, chain.chain().head().hash());
      chain.add(Transfers.of(ALICE, BLOCKS, Address.ZERO));
    }
  }

  @Test
  void anUnreadableEntryOfTheNodesIsNamedAndMadeAgain() {
    damage(batch -> batch.put(Family.META, Bytes.fromHex("0x6e6f646573"), Bytes.of((byte) 1)));

    StoreException refusal =
        assertThrows(StoreException.class, () -> TestChain.open(data, GENESIS));

    assertTrue(refusal.words().contains("tally db rebuild-nodes"), refusal.words());
    maintain(maintenance -> {
      maintenance.rebuildNodes(QUIET);
      maintenance.verify(QUIET);
    });
  }

  @Test
  void aNodeThatNoTrieHasIsNamedAndGoneOnceTheyAreMadeAgain() {
    NodeKey alice = new NodeKey(Optional.of(Keccak.hash(ALICE.address().bytes())), Nibbles.EMPTY);
    for (Bytes key : List.of(alice.toBytes(), Bytes.of((byte) 0, (byte) 0x12, (byte) 3))) {
      damage(batch -> batch.put(Family.NODE, key, Bytes.of((byte) 1)));

      maintain(maintenance -> {
        StoreException fault = assertThrows(StoreException.class, () -> maintenance.verify(QUIET));
        assertTrue(fault.words().contains(" under the key " + key + " "), fault.words());
        assertTrue(fault.words().contains("tally db rebuild-nodes"), fault.words());
        long made = maintenance.rebuildNodes(QUIET);
        assertEquals(made, maintenance.verify(QUIET).nodes());
      });
    }
  }

  @Test
  void aCheckpointIsADatabaseOfItsOwn() {
    Path copy = temp.resolve("copy");
    maintain(maintenance -> {
      maintenance.checkpoint(copy);
      StoreException refusal =
          assertThrows(StoreException.class, () -> maintenance.checkpoint(copy));
      assertTrue(refusal.words().contains("cannot be copied to "), refusal.words());
    });
    try (TestChain chain = TestChain.open(data, GENESIS)) {
      chain.add(Transfers.of(ALICE, BLOCKS, Address.ZERO));
    }

    try (TestChain chain = TestChain.open(copy, GENESIS)) {
      assertEquals(head, chain.chain().head().hash());
    }
  }

  @Test
  void aFolderWithoutAChainIsRefused() {
    StoreException refusal =
        assertThrows(StoreException.class, () -> Maintenance.open(temp.resolve("nowhere")));

    assertTrue(refusal.words().startsWith("there is no chain in the folder "), refusal.words());
  }

  private static final Maintenance.Progress QUIET = (_, _, _) -> {};

  private void maintain(Consumer<Maintenance> work) {
    try (Maintenance maintenance = Maintenance.open(data)) {
      work.accept(maintenance);
    }
  }

  private void damage(Consumer<Batch> change) {
    try (DataFolder folder = DataFolder.claim(data);
        RocksStore database = RocksStore.open(folder)) {
      database.write(change);
    }
  }
}
