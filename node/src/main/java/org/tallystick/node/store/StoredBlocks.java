package org.tallystick.node.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.BlockCodec;
import org.tallystick.ledger.Bloom;
import org.tallystick.ledger.Header;
import org.tallystick.ledger.Receipt;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.node.store.ChainStore.BlockBloom;
import org.tallystick.node.store.ChainStore.Place;
import org.tallystick.node.store.RocksStore.Family;
import org.tallystick.state.StateStore;
import org.tallystick.state.StateUpdate;

/// The blocks of the chain as they are in the database: as it is now, or as it was at the moment of
/// a [KeptState], when all answers are of one chain.
public final class StoredBlocks {
  /// What entries are read from.
  interface Source {
    Optional<Bytes> get(Family family, Bytes key);

    /// @param end the first key that is not wanted
    List<RocksStore.Entry> range(Family family, Bytes first, Bytes end);
  }

  private final Source source;

  StoredBlocks(Source source) {
    this.source = source;
  }

  static StoredBlocks now(RocksStore database) {
    return new StoredBlocks(
        new Source() {
          @Override
          public Optional<Bytes> get(Family family, Bytes key) {
            return database.get(family, key.arrayUnsafe());
          }

          @Override
          public List<RocksStore.Entry> range(Family family, Bytes first, Bytes end) {
            return database.range(family, first.arrayUnsafe(), end.arrayUnsafe());
          }
        });
  }

  static StoredBlocks at(RocksStore.Pin pin) {
    return new StoredBlocks(
        new Source() {
          @Override
          public Optional<Bytes> get(Family family, Bytes key) {
            return pin.get(family, key);
          }

          @Override
          public List<RocksStore.Entry> range(Family family, Bytes first, Bytes end) {
            return pin.range(family, first, end, Integer.MAX_VALUE).stream()
                .filter(entry -> !entry.key().equals(end))
                .toList();
          }
        });
  }

  public Optional<Block> block(long number) {
    return bytes(number)
        .map(encoded -> ChainStore.read("block " + number, () -> BlockCodec.decode(encoded)));
  }

  /// The header alone.
  public Optional<Header> header(long number) {
    return bytes(number)
        .map(encoded -> ChainStore.read("block " + number, () -> BlockCodec.decodeHeader(encoded)));
  }

  /// The hashes alone of a block's transactions.
  public Optional<List<Hash>> transactionHashes(long number) {
    return bytes(number)
        .map(encoded ->
            ChainStore.read("block " + number, () -> BlockCodec.decodeTransactionHashes(encoded)));
  }

  public OptionalLong number(Hash blockHash) {
    return index(ChainStore.BLOCK_BY_HASH, blockHash.bytes())
        .map(number -> OptionalLong.of(ByteBuffer.wrap(number.arrayUnsafe()).getLong()))
        .orElseGet(OptionalLong::empty);
  }

  /// The receipts of a block that is there.
  public List<Receipt> receipts(long number) {
    return source
        .get(Family.RECEIPT, ChainStore.numberKey(number))
        .map(encoded ->
            ChainStore.read(
                "the receipts of block " + number, () -> ChainStore.readReceipts(encoded)))
        .orElseGet(List::of);
  }

  /// What a development chain's block took in of edits of the state before it, in their order.
  ///
  /// @param parentState after the block before
  public List<StateUpdate> edits(long number, StateStore parentState) {
    return EditRecords.readTaken(source, number, parentState);
  }

  Source source() {
    return source;
  }

  public Optional<Place> place(Hash transactionHash) {
    return index(ChainStore.TRANSACTION_BY_HASH, transactionHash.bytes())
        .map(place -> {
          ByteBuffer buffer = ByteBuffer.wrap(place.arrayUnsafe());
          return new Place(buffer.getLong(), buffer.getInt());
        });
  }

  /// The transaction at a place that is known to be there.
  public SignedTransaction transaction(Place place) {
    Bytes encoded =
        bytes(place.blockNumber())
            .orElseThrow(
                () -> StoreException.corrupt("block " + place.blockNumber() + " is missing", null));
    return ChainStore.read(
        "transaction " + place.index() + " of block " + place.blockNumber(),
        () -> BlockCodec.decodeTransaction(encoded, place.index()));
  }

  /// The filters of those blocks that have logs, by number.
  ///
  /// @param to itself included
  public List<BlockBloom> blooms(long from, long to) {
    List<BlockBloom> blooms = new ArrayList<>();
    Bytes first = ChainStore.indexKey(ChainStore.LOGS_BY_NUMBER, ChainStore.numberKey(from));
    Bytes end = ChainStore.indexKey(ChainStore.LOGS_BY_NUMBER, ChainStore.numberKey(to + 1));
    for (RocksStore.Entry entry : source.range(Family.INDEX, first, end)) {
      long number = ByteBuffer.wrap(entry.key().arrayUnsafe()).getLong(1);
      blooms.add(new BlockBloom(number, Bloom.fromBytes(entry.value())));
    }
    return blooms;
  }

  /// The sections of the log index that have blocks of a range, by number.
  ///
  /// @param to itself included
  public List<LogSection> logSections(long from, long to) {
    return LogIndex.find(this, from, to).stream()
        .map(section -> new LogSection(source, section))
        .toList();
  }

  private Optional<Bytes> bytes(long number) {
    return number < 0 ? Optional.empty() : source.get(Family.BLOCK, ChainStore.numberKey(number));
  }

  private Optional<Bytes> index(byte kind, Bytes key) {
    return source.get(Family.INDEX, ChainStore.indexKey(kind, key));
  }
}
