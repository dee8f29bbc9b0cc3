package org.tallystick.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Keccak;
import org.tallystick.crypto.KeyPair;
import org.tallystick.execution.Executed;
import org.tallystick.execution.Genesis;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.BlockCodec;
import org.tallystick.ledger.Receipt;
import org.tallystick.ledger.Seal;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.node.store.RocksStore.Batch;
import org.tallystick.node.store.RocksStore.Family;
import org.tallystick.node.testing.People;
import org.tallystick.node.testing.TestChain;
import org.tallystick.node.testing.Transfers;
import org.tallystick.rlp.RlpWriter;
import org.tallystick.state.NodeKey;
import org.tallystick.state.StateUpdate;
import org.tallystick.trie.Nibbles;

final class ChainStoreTest {
  private static final KeyPair ALICE = People.person(0);
  private static final KeyPair BOB = People.person(1);
  private static final Genesis GENESIS = People.genesis(20);

  @TempDir private Path temp;

  @Test
  void anEmptyFolderBeginsWithTheGenesisBlock() {
    read(store -> {
      assertEquals(GENESIS.start().block(), store.head().block());
      assertEquals(GENESIS.start().block().hash(), store.head().hash());
      assertEquals(OptionalLong.of(0), store.number(store.head().hash()));
      assertEquals(List.of(), store.receipts(0));
    });
  }

  @Test
  void aBlockIsFoundByEveryNameItHas() {
    Block block = addTransfers(2);

    read(store -> {
      assertEquals(new ChainStore.Head(block, block.hash()), store.head());
      assertEquals(Optional.of(block), store.block(1));
      assertEquals(Optional.of(block.header()), store.header(1));
      assertEquals(OptionalLong.of(1), store.number(block.hash()));
      for (int index = 0; index < 2; index++) {
        Hash hash = block.transactions().get(index).hash();
        ChainStore.Place place = store.place(hash).orElseThrow();
        assertEquals(new ChainStore.Place(1, index), place);
        assertEquals(block.transactions().get(index), store.transaction(place));
        assertEquals(hash, store.transactionHashes(1).orElseThrow().get(index));
      }
      assertEquals(
          List.of(21_000L, 42_000L),
          store.receipts(1).stream().map(Receipt::cumulativeGasUsed).toList());
    });
  }

  @Test
  void whatIsNotThereIsAbsent() {
    read(store -> {
      assertEquals(Optional.empty(), store.block(1));
      assertEquals(Optional.empty(), store.block(-1));
      assertEquals(Optional.empty(), store.header(1));
      assertEquals(OptionalLong.empty(), store.number(Hash.ZERO));
      assertEquals(Optional.empty(), store.place(Hash.ZERO));
    });
  }

  @Test
  void aFolderOfAnotherChainNamesBothAndTheWayOut() {
    addTransfers(1);
    Genesis other = Genesis.of(4, People.allocations(20));

    StoreException refusal = refusalOf(other);

    assertEquals(
        "the data folder "
            + temp
            + " holds chain 31337 with genesis "
            + GENESIS.start().block().hash()
            + ", but this node is to run chain 4 with genesis "
            + other.start().block().hash()
            + "; run it with the genesis it was begun with, choose another folder by --data, or"
            + " begin anew by --fresh, which removes what this one holds",
        refusal.words());
  }

  @Test
  void aGenesisWithOneWeiMoreIsAnotherChain() {
    addTransfers(1);
    var allocations = new TreeMap<>(People.allocations(20));
    allocations.merge(
        ALICE.address(),
        Genesis.Allocation.of(People.START_WEI.plus(U256.ONE)),
        (_, richer) -> richer);

    assertTrue(
        refusalOf(Genesis.of(People.CHAIN_ID, allocations))
            .words()
            .contains("choose another folder"));
  }

  @Test
  void aFolderInAnotherFormIsRefused() {
    addTransfers(1);
    damage(batch -> {
      Bytes entry = new RlpWriter().beginList().writeLong(7).endList().toBytes();
      batch.put(
          Family.META, Bytes.of((byte) 'c', (byte) 'h', (byte) 'a', (byte) 'i', (byte) 'n'), entry);
    });

    assertTrue(refusalOf(GENESIS).words().contains("is in form 7, this version of the node"));
  }

  @Test
  void onlyAChildOfTheHeadIsCommitted() {
    Executed first;
    Block block;
    Executed second;
    Block after;
    try (TestChain other = TestChain.open(temp.resolve("other"), GENESIS)) {
      first = other.pack(Transfers.of(ALICE, 0, BOB.address())).executed();
      block = other.chain().seal(first, new Seal.Genesis());
      other.chain().commit(block, first);
      second = other.pack(Transfers.of(ALICE, 1, BOB.address())).executed();
      after = other.chain().seal(second, new Seal.Genesis());
    }
    StateUpdate update = first.update();
    Executed elsewhere =
        new Executed(
            first.draft(),
            first.receipts(),
            first.outcomes(),
            new StateUpdate(
                Hash.ZERO,
                update.root(),
                update.accounts(),
                update.slots(),
                update.nodes(),
                update.codes()));

    read(store -> {
      assertThrows(IllegalStateException.class, () -> store.commit(after, after.hash(), second));
      assertThrows(IllegalStateException.class, () -> store.commit(block, block.hash(), elsewhere));
      assertEquals(GENESIS.start().block(), store.head().block());
      assertEquals(Optional.empty(), store.block(1));
      store.commit(block, block.hash(), first);
      assertEquals(block, store.head().block());
    });
  }

  @Test
  void aStateThatCannotBeReadIsNotHeld() {
    try (DataFolder folder = DataFolder.claim(temp);
        RocksStore database = RocksStore.open(folder)) {
      ChainStore store = ChainStore.open(database, folder, GENESIS);
      database.write(batch ->
          batch.delete(Family.META, Bytes.of((byte) 'h', (byte) 'e', (byte) 'a', (byte) 'd')));

      assertThrows(StoreException.class, store::pinHeadState);

      assertEquals(0, database.pins());
    }
  }

  @Test
  void aDamagedHeadBlockIsNamed() {
    Block block = addTransfers(1);
    byte[] flipped = BlockCodec.encode(block).toArray();
    // A byte of the state root, deep inside the header.
    flipped[100] ^= 1;
    damage(batch -> batch.put(Family.BLOCK, number(1), Bytes.wrap(flipped)));

    StoreException refusal = refusalOf(GENESIS);

    assertTrue(
        refusal.words().startsWith("the head, block 1, hash: expected " + block.hash()),
        refusal.words());
    assertTrue(refusal.words().contains("restore it from a backup"));
  }

  @Test
  void aHeadBlockCutShortIsNamed() {
    Block block = addTransfers(1);
    Bytes encoded = BlockCodec.encode(block);
    damage(batch -> batch.put(Family.BLOCK, number(1), encoded.slice(0, 200)));

    assertTrue(refusalOf(GENESIS).words().startsWith("block 1 is unreadable: "));
  }

  @Test
  void missingReceiptsOfTheHeadAreNamed() {
    addTransfers(1);
    damage(batch -> batch.delete(Family.RECEIPT, number(1)));

    assertTrue(refusalOf(GENESIS).words().startsWith("the head, block 1, receipts root: "));
  }

  @Test
  void aDamagedRootOfTheStateIsNamed() {
    addTransfers(1);
    Bytes rootKey = new NodeKey(Optional.empty(), Nibbles.EMPTY).toBytes();
    damage((store, batch) -> {
      byte[] node = store.get(Family.NODE, rootKey.toArray()).orElseThrow().toArray();
      node[node.length - 1] ^= 1;
      batch.put(Family.NODE, rootKey, Bytes.wrap(node));
    });

    StoreException refusal = refusalOf(GENESIS);

    assertTrue(
        refusal.words().startsWith("the state after block 1: the node that should have the hash "),
        refusal.words());
  }

  @Test
  void aFlatValueThatDisagreesWithTheTrieIsNamedByTheBlockThatReadsIt() {
    addTransfers(1);
    Address untouched = alone();
    damageBalance(untouched);

    try (TestChain chain = TestChain.open(temp, GENESIS)) {
      RuntimeException fault =
          assertThrows(RuntimeException.class, () -> chain.add(Transfers.of(ALICE, 1, untouched)));
      assertTrue(fault.toString().contains("the stored state is damaged"), fault.toString());
      assertEquals(1, chain.chain().head().number());
    }
  }

  @Test
  void aFlatValueOfTheNewestBlocksIsNotTakenForTheTruthWhenNodesAreMadeAgain() {
    TestChain chain = TestChain.open(temp, GENESIS);
    Block block = chain.add(Transfers.of(ALICE, 0, BOB.address()));
    chain.die();
    damageBalance(BOB.address());

    assertTrue(
        refusalOf(GENESIS)
            .words()
            .startsWith("the state root of block 1: expected " + block.header().stateRoot()));
  }

  /// Somebody whose leaf is a child of the root, so that nobody else's change reads it.
  private static Address alone() {
    Map<Integer, List<Address>> byFirstDigit =
        IntStream.range(2, 20)
            .mapToObj(index -> People.person(index).address())
            .collect(Collectors.groupingBy(ChainStoreTest::firstDigit));
    Set<Integer> taken = Set.of(firstDigit(ALICE.address()), firstDigit(BOB.address()));
    return byFirstDigit.entrySet().stream()
        .filter(people -> people.getValue().size() == 1 && !taken.contains(people.getKey()))
        .findFirst()
        .orElseThrow()
        .getValue()
        .getFirst();
  }

  private static int firstDigit(Address address) {
    return Nibbles.ofKey(Keccak.hash(address.bytes()).bytes()).at(0);
  }

  private void damageBalance(Address address) {
    Bytes key = Keccak.hash(address.bytes()).bytes();
    damage((store, batch) -> {
      byte[] account = store.get(Family.ACCOUNT, key.toArray()).orElseThrow().toArray();
      account[5] ^= 1;
      batch.put(Family.ACCOUNT, key, Bytes.wrap(account));
    });
  }

  private Block addTransfers(int count) {
    try (TestChain chain = TestChain.open(temp, GENESIS)) {
      return chain.add(
          IntStream.range(0, count)
              .mapToObj(nonce -> Transfers.of(ALICE, nonce, BOB.address()))
              .toArray(SignedTransaction[]::new));
    }
  }

  private StoreException refusalOf(Genesis genesis) {
    return assertThrows(StoreException.class, () -> TestChain.open(temp, genesis));
  }

  private void read(Consumer<ChainStore> reading) {
    try (DataFolder folder = DataFolder.claim(temp);
        RocksStore database = RocksStore.open(folder)) {
      reading.accept(ChainStore.open(database, folder, GENESIS));
    }
  }

  private interface Damage {
    void to(RocksStore store, Batch batch);
  }

  private void damage(Consumer<Batch> change) {
    damage((_, batch) -> change.accept(batch));
  }

  private void damage(Damage change) {
    try (DataFolder folder = DataFolder.claim(temp);
        RocksStore database = RocksStore.open(folder)) {
      database.write(batch -> change.to(database, batch));
    }
  }

  private static Bytes number(long number) {
    return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
  }
}
