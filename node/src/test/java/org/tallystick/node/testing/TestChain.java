package org.tallystick.node.testing;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.KeyPair;
import org.tallystick.execution.BlockContext;
import org.tallystick.execution.CodeCache;
import org.tallystick.execution.Genesis;
import org.tallystick.execution.Packed;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.Seal;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.machine.ContractRunner;
import org.tallystick.node.chain.Chain;
import org.tallystick.node.store.ChainStore;
import org.tallystick.node.store.DataFolder;
import org.tallystick.node.store.HistoryMode;
import org.tallystick.node.store.LogIndexing;
import org.tallystick.node.store.RocksStore;

/// A chain in a folder, without an engine: the test says what the next block is.
public final class TestChain implements AutoCloseable {
  private static final KeyPair SEALER = People.person(999);

  private final DataFolder folder;
  private final RocksStore database;
  private final Chain chain;

  private TestChain(DataFolder folder, RocksStore database, Chain chain) {
    this.folder = folder;
    this.database = database;
    this.chain = chain;
  }

  public static TestChain open(Path path, Genesis genesis) {
    return open(path, genesis, TestMachine.NONE, InstantSource.system());
  }

  public static TestChain open(
      Path path, Genesis genesis, ContractRunner writer, InstantSource clock) {
    DataFolder folder = DataFolder.claim(path);
    return open(folder, RocksStore.open(folder), genesis, writer, clock);
  }

  /// Opens it on a database that was opened, and closes that and the folder with it.
  public static TestChain open(
      DataFolder folder,
      RocksStore database,
      Genesis genesis,
      ContractRunner writer,
      InstantSource clock) {
    return open(folder, database, genesis, writer, clock, LogIndexing.USUAL);
  }

  /// The same, with a log index that is made in another way than usual.
  public static TestChain open(
      DataFolder folder,
      RocksStore database,
      Genesis genesis,
      ContractRunner writer,
      InstantSource clock,
      LogIndexing logIndexing) {
    try {
      ChainStore store =
          ChainStore.open(database, folder, genesis, HistoryMode.WINDOW, logIndexing);
      Chain chain = new Chain(store, genesis, new CodeCache(), writer, clock);
      return new TestChain(folder, database, chain);
    } catch (RuntimeException refusal) {
      database.close();
      folder.close();
      throw refusal;
    }
  }

  public Chain chain() {
    return chain;
  }

  /// Makes a block of these transactions, all of which have to be valid.
  public Block add(SignedTransaction... transactions) {
    return addTo(chain.head().hash(), transactions);
  }

  /// Makes a block after an older one, or after one that is beside the chain.
  public Block addTo(Hash parent, SignedTransaction... transactions) {
    Packed packed = packOn(parent, transactions);
    if (!packed.skipped().isEmpty()) {
      throw new AssertionError(packed.skipped().getFirst().reason().words());
    }
    Seal seal = Seal.Signed.by(SEALER, packed.executed().draft().header());
    Block block = chain.seal(packed.executed(), seal);
    chain.commit(block, packed.executed());
    return block;
  }

  /// Tries out a block of these transactions.
  public Packed pack(SignedTransaction... transactions) {
    return packOn(chain.head().hash(), transactions);
  }

  /// Tries out a block after an older one, or after one that is beside the chain.
  public Packed packOn(Hash parent, SignedTransaction... transactions) {
    BlockContext context = new BlockContext(1_900_000_000, Address.ZERO, Hash.ZERO, Bytes.EMPTY);
    return chain.pack(parent, context, List.of(transactions).iterator());
  }

  /// Ends as if the process were killed: what waits in memory is lost.
  public void die() {
    database.close();
    folder.close();
  }

  @Override
  public void close() {
    chain.close();
    die();
  }
}
