package org.tallystick.node.chain;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.bytes.Hash;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.Header;
import org.tallystick.node.chain.BlockCache.Hashed;
import org.tallystick.node.store.ChainStore;
import org.tallystick.node.store.KeptState;
import org.tallystick.node.store.StoredBlocks;
import org.tallystick.state.LayeredState;
import org.tallystick.state.StateStore;
import org.tallystick.state.StateUpdate;

/// All that can be read of the chain at one moment: the head, the blocks up to it, and the states
/// after them. Whatever the writer does meanwhile, the answers are of one chain and fit each other.
/// Readable as long as the state of the head is.
///
/// @param states after the newest blocks, by their number; the last is the head's
/// @param oldestState the first block of those up to the head whose states can all be read
/// @param genesisState the state after block 0, which is always kept
/// @param blocks of this branch, shared with the moments before and after on the same
record ChainView(
    ChainHead head,
    List<KeptState> states,
    long oldestState,
    StateStore genesisState,
    BlockCache blocks)
    implements ChainMoment {

  /// The same moment of a chain whose head's state was edited.
  ChainView edited(StateStore edited) {
    return new ChainView(head.edited(edited), states, oldestState, genesisState, blocks);
  }

  @Override
  public Optional<Block> block(long number) {
    return hashed(number).map(Hashed::block);
  }

  Optional<Header> header(long number) {
    if (!isThere(number)) {
      return Optional.empty();
    }
    Optional<Header> cached = blocks.get(number).map(hashed -> hashed.block().header());
    return cached.isPresent() ? cached : stored().header(number);
  }

  @Override
  public Optional<Hash> hash(long number) {
    if (!isThere(number)) {
      return Optional.empty();
    }
    Optional<Hash> cached = blocks.get(number).map(Hashed::hash);
    return cached.isPresent() ? cached : stored().header(number).map(Header::hash);
  }

  OptionalLong number(Hash hash) {
    return hash.equals(head.hash()) ? OptionalLong.of(head.number()) : stored().number(hash);
  }

  @Override
  public Optional<BlockReceipts> receipts(long number) {
    if (!isThere(number)) {
      return Optional.empty();
    }
    Optional<BlockReceipts> cached = blocks.receipts(number);
    if (cached.isPresent()) {
      return cached;
    }
    BlockReceipts read = BlockReceipts.of(stored().receipts(number));
    blocks.putReceipts(number, read);
    return Optional.of(read);
  }

  Optional<IncludedTransaction> transaction(Hash hash) {
    return stored().place(hash).map(this::included);
  }

  StateLookup state(long number) {
    if (number > head.number()) {
      return new StateLookup.Unborn(number, head.number());
    }
    if (number == head.number()) {
      return new StateLookup.Found(head.header(), head.store());
    }
    if (number != 0 && number < oldestState) {
      return new StateLookup.NotKept(number, oldestState, head.number());
    }
    Header header = header(number).orElseThrow();
    return new StateLookup.Found(header, number == 0 ? genesisState : older(header));
  }

  StateLookup state(Hash hash) {
    OptionalLong number = number(hash);
    return number.isPresent() ? state(number.getAsLong()) : new StateLookup.Unknown(hash);
  }

  StateLookup stateBegun(long number) {
    StateLookup before = state(number - 1);
    if (!(before instanceof StateLookup.Found(Header header, StateStore parentState))) {
      return before;
    }
    LayeredState begun = LayeredState.over(parentState);
    for (StateUpdate edit : stored().edits(number, parentState)) {
      begun = begun.apply(edit);
    }
    return new StateLookup.Found(header, begun);
  }

  LogSearch logs(LogQuery query) {
    return new LogSearcher(stored()).search(query, head.number());
  }

  @Override
  public LogPiece logs(LogFilter filter, long from, long to, int enough, long bytesEnough) {
    return new LogSearcher(stored())
        .search(filter, from, Math.min(to, head.number()), enough, bytesEnough);
  }

  private StateStore older(Header header) {
    return states.stream()
        .filter(state -> state.blockNumber() == header.number())
        .findFirst()
        .map(KeptState::store)
        .orElseGet(() -> states.getLast().before(header.number(), header.stateRoot()));
  }

  private boolean isThere(long number) {
    return number >= 0 && number <= head.number();
  }

  private StoredBlocks stored() {
    return states.getLast().blocks();
  }

  private Optional<Hashed> hashed(long number) {
    if (!isThere(number)) {
      return Optional.empty();
    }
    Optional<Hashed> cached = blocks.get(number);
    if (cached.isPresent()) {
      return cached;
    }
    Optional<Hashed> read = stored().block(number).map(block -> new Hashed(block, block.hash()));
    read.ifPresent(blocks::put);
    return read;
  }

  private IncludedTransaction included(ChainStore.Place place) {
    Optional<Hashed> cached = blocks.get(place.blockNumber());
    if (cached.isPresent()) {
      Block block = cached.get().block();
      return new IncludedTransaction(
          block.transactions().get(place.index()),
          block.header(),
          cached.get().hash(),
          place.index());
    }
    Header header = stored().header(place.blockNumber()).orElseThrow();
    return new IncludedTransaction(
        stored().transaction(place), header, header.hash(), place.index());
  }
}
