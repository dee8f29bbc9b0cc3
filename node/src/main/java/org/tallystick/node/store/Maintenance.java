package org.tallystick.node.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.Header;
import org.tallystick.ledger.ReceiptCodec;
import org.tallystick.ledger.TransactionCodec;
import org.tallystick.node.store.RocksStore.Family;
import org.tallystick.node.store.StateDatabase.Position;
import org.tallystick.state.CorruptStateException;
import org.tallystick.state.NodeKey;
import org.tallystick.state.StateBuilder;
import org.tallystick.state.StateStore;

/// What can be done with a chain's database while no node runs on it.
public final class Maintenance implements AutoCloseable {
  private static final String NODES_WAY_OUT =
      "; `tally db rebuild-nodes` makes the nodes again from the values";

  private final DataFolder folder;
  private final RocksStore database;
  private final ChainStore chain;
  private final StateDatabase states;

  /// Hears how far a long work has come.
  public interface Progress {
    /// @param what is being done
    /// @param total how much there is in all; 0 where that is not known
    void at(String what, long done, long total);
  }

  /// How much there is of one kind.
  ///
  /// @param keys about
  public record FamilySize(String family, long keys, long fileBytes) {}

  /// What a database holds.
  ///
  /// @param nodesBlockNumber of the block whose trie nodes are written; those of later blocks are
  ///   made again when a node starts
  /// @param archiveBlockNumber from which on all states are kept; absent where it is no archive
  public record Stats(
      long headNumber,
      Hash headHash,
      Hash stateRoot,
      long nodesBlockNumber,
      OptionalLong archiveBlockNumber,
      List<FamilySize> families) {}

  /// What was looked at and found right.
  public record Verified(long blocks, long accounts, long slots, long nodes) {}

  private Maintenance(DataFolder folder, RocksStore database) {
    this.folder = folder;
    this.database = database;
    chain = ChainStore.of(database);
    states = new StateDatabase(database);
  }

  /// Claims a folder and opens its database.
  ///
  /// @throws StoreException where there is none, it does not open, or a node has claimed the folder
  public static Maintenance open(Path path) {
    if (!Files.isDirectory(path.resolve("db"))) {
      throw new StoreException(
          "there is no chain in the folder " + path + "; say where it is by --data");
    }
    DataFolder folder = DataFolder.claim(path);
    try {
      RocksStore database = RocksStore.open(folder);
      try {
        return new Maintenance(folder, database);
      } catch (RuntimeException fault) {
        database.close();
        throw fault;
      }
    } catch (RuntimeException fault) {
      folder.close();
      throw fault;
    }
  }

  public Stats stats() {
    ChainStore.Head head = chain.head();
    return new Stats(
        head.block().number(),
        head.hash(),
        head.block().header().stateRoot(),
        states.nodesPosition().blockNumber(),
        states.archiveBeginning(),
        Stream.of(Family.values())
            .map(family ->
                new FamilySize(
                    family.name().toLowerCase(Locale.ROOT),
                    database.keysEstimated(family),
                    database.fileBytes(family)))
            .toList());
  }

  /// Copies the database into a folder that a node can be started on, without the node's key. Files
  /// are shared where both lie on one disk, so that it takes a moment and no room.
  ///
  /// @param target that is not there yet, or empty
  /// @throws StoreException where it could not be written
  public void checkpoint(Path target) {
    if (!isFree(target)) {
      throw new StoreException(
          "the database cannot be copied to " + target + ": the folder is not empty");
    }
    database.checkpoint(target.resolve("db"));
  }

  private static boolean isFree(Path target) {
    if (!Files.isDirectory(target)) {
      return true;
    }
    try (Stream<Path> files = Files.list(target)) {
      return files.findAny().isEmpty();
    } catch (IOException fault) {
      throw new StoreException("the folder " + target + " cannot be read: " + fault, fault);
    }
  }

  /// Reads all files against their checksums, all blocks against their hashes and roots, and all of
  /// the state against the head's root, each node against the values below it; of an archive also
  /// what older values were.
  ///
  /// @throws StoreException where something is not what it should be, with its place
  public Verified verify(Progress progress) {
    progress.at("files", 0, 1);
    database.verifyChecksums();
    progress.at("files", 1, 1);
    ChainStore.Head head = chain.head();
    verifyBlocks(head, progress);
    verifyArchive(head, progress);
    return verifyState(head, progress);
  }

  private void verifyArchive(ChainStore.Head head, Progress progress) {
    OptionalLong beginning = states.archiveBeginning();
    if (beginning.isEmpty()) {
      return;
    }
    long last = head.block().number();
    StateDatabase.Moment now = states.pinToScan();
    try {
      new ArchiveCheck(now.pin(), beginning.getAsLong(), last)
          .run(
              now.state(position(head).stateRoot())::undoRecord,
              number -> chain.header(number).orElseThrow().stateRoot(),
              done -> progress.at("archive", done, last));
    } finally {
      now.pin().release();
    }
  }

  private void verifyBlocks(ChainStore.Head head, Progress progress) {
    long last = head.block().number();
    Hash parent = Hash.ZERO;
    for (long number = 0; number <= last; number++) {
      long each = number;
      Block block =
          chain
              .block(number)
              .orElseThrow(() -> StoreException.corrupt("block " + each + " is missing", null));
      Header header = block.header();
      String name = "block " + number + ", ";
      requireEqual(name + "parent", parent, header.parentHash());
      requireEqual(
          name + "transactions root",
          header.transactionsRoot(),
          TransactionCodec.root(block.transactions()));
      requireEqual(
          name + "receipts root", header.receiptsRoot(), ReceiptCodec.root(chain.receipts(number)));
      parent = block.hash();
      if (chain.number(parent).orElse(-1) != number) {
        throw StoreException.corrupt(name + "is not found by its hash " + parent, null);
      }
      progress.at("blocks", number + 1, last + 1);
    }
    requireEqual("the head, block " + last + ", hash", head.hash(), parent);
  }

  private Verified verifyState(ChainStore.Head head, Progress progress) {
    Position position = position(head);
    states.remake(position);
    long accounts = database.count(Family.ACCOUNT);
    long slots = database.count(Family.SLOT);
    StateDatabase.Moment now = states.pinToScan();
    StrayNodes strays = new StrayNodes(now);
    long[] nodes = {0};
    try {
      PinnedState state = now.state(position.stateRoot());
      long[] read = {0};
      Hash root =
          StateBuilder.build(
              state,
              (key, node) -> {
                requireNode(state, key, node);
                strays.made(key);
                nodes[0]++;
              },
              done -> {
                read[0] = done;
                progress.at("values", done, accounts + slots);
              });
      requireEqual("the state root of block " + position.blockNumber(), position.stateRoot(), root);
      if (read[0] != accounts + slots) {
        throw StoreException.corrupt(
            (accounts + slots - read[0]) + " slots belong to no account", null);
      }
      requireNone(
          strays.find(made -> StateBuilder.build(state, (key, _) -> made.accept(key), _ -> {})));
    } catch (CorruptStateException fault) {
      throw new StoreException(String.valueOf(fault.getMessage()), fault);
    } finally {
      now.pin().release();
    }
    return new Verified(head.block().number() + 1, accounts, slots, nodes[0]);
  }

  private static void requireNode(PinnedState state, NodeKey key, Bytes expected) {
    Optional<Bytes> stored = state.node(key);
    if (!stored.equals(Optional.of(expected))) {
      throw StoreException.corrupt(
          "the node of the "
              + key
              + (stored.isPresent() ? " is another" : " is missing")
              + NODES_WAY_OUT,
          null);
    }
  }

  private static void requireNone(Optional<Bytes> stray) {
    if (stray.isPresent()) {
      throw new StoreException(
          "a node is stored under the key " + stray.get() + " that no trie has" + NODES_WAY_OUT);
    }
  }

  /// Makes all nodes again from the values.
  ///
  /// @return how many there are
  /// @throws StoreException where the values do not give the head's state root; then the nodes are
  ///   as they were
  public long rebuildNodes(Progress progress) {
    Position head = position(chain.head());
    long values = database.count(Family.ACCOUNT) + database.count(Family.SLOT);
    StateDatabase.Moment now = states.pinToScan();
    try {
      Position position = states.nodesWanted(now.pin(), head);
      StateStore state = now.state(head.stateRoot()).valuesBefore(position, head.blockNumber());
      Hash root =
          StateBuilder.build(state, (_, _) -> {}, done -> progress.at("check", done, values));
      requireEqual("the state root of block " + position.blockNumber(), position.stateRoot(), root);
      return states.buildNodes(
          state, position, done -> progress.at("build", done, values), _ -> {});
    } catch (CorruptStateException fault) {
      throw new StoreException(String.valueOf(fault.getMessage()), fault);
    } finally {
      now.pin().release();
    }
  }

  /// Makes an archive a database that keeps its states no longer than others do.
  ///
  /// @throws StoreException where it is no archive
  public void dropArchive() {
    if (states.archiveBeginning().isEmpty()) {
      throw new StoreException("the data folder " + folder.path() + " is no archive");
    }
    states.dropArchive(position(chain.head()));
  }

  private static Position position(ChainStore.Head head) {
    return new Position(head.block().number(), head.block().header().stateRoot());
  }

  private static void requireEqual(String what, Hash expected, Hash got) {
    if (!expected.equals(got)) {
      throw StoreException.corrupt(what + ": expected " + expected + ", found " + got, null);
    }
  }

  @Override
  public void close() {
    database.close();
    folder.close();
  }
}
