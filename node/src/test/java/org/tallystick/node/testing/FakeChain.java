package org.tallystick.node.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.execution.ChainRules;
import org.tallystick.execution.Genesis;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.Draft;
import org.tallystick.ledger.Header;
import org.tallystick.ledger.Seal;
import org.tallystick.node.chain.BlockId;
import org.tallystick.node.chain.BlockReceipts;
import org.tallystick.node.chain.ChainHead;
import org.tallystick.node.chain.ChainMoment;
import org.tallystick.node.chain.ChainReader;
import org.tallystick.node.chain.HeadListener;
import org.tallystick.node.chain.IncludedTransaction;
import org.tallystick.node.chain.LogQuery;
import org.tallystick.node.chain.LogSearch;
import org.tallystick.node.chain.NewHead;
import org.tallystick.node.chain.Onward;
import org.tallystick.node.chain.StateLookup;
import org.tallystick.node.chain.Subscription;
import org.tallystick.state.Account;
import org.tallystick.state.MemoryStateStore;
import org.tallystick.state.StateChanges;
import org.tallystick.state.StateChanges.AccountChange;
import org.tallystick.state.StateTrie;
import org.tallystick.state.StateUpdate;

/// A chain of which there is only the head, and whose state the test changes as it likes.
public final class FakeChain implements ChainReader {
  private final List<HeadListener> listeners = new CopyOnWriteArrayList<>();
  private final SortedMap<Address, AccountChange> changes = new TreeMap<>();
  private MemoryStateStore state = MemoryStateStore.EMPTY;
  private U256 baseFeePerGasWei = U256.of(Transfers.GWEI);
  private ChainHead head;

  /// A chain on which so many people have money.
  public FakeChain(int people) {
    Genesis.Start start = People.genesis(people).start();
    state = state.apply(start.update());
    Hash hash = start.block().hash();
    head = ChainHead.of(start.block(), hash, state);
  }

  /// Changes an account with the next head.
  public FakeChain change(Address address, UnaryOperator<Account> change) {
    Account before = head.state().account(address).orElse(Account.EMPTY);
    Account after = change.apply(before);
    changes.put(
        address,
        AccountChange.of(
            head.state(),
            address,
            after.isEmpty() ? Optional.empty() : Optional.of(after),
            Map.of()));
    return this;
  }

  /// Of the next head; the block after it has almost the same.
  public FakeChain baseFee(long wei) {
    baseFeePerGasWei = U256.of(wei);
    return this;
  }

  /// Makes a head with the changes.
  public void advance() {
    StateUpdate update = StateTrie.prepare(state, new StateChanges(changes, Map.of()));
    state = state.apply(update);
    changes.clear();
    Header header = header(head.header(), update.root());
    Block block = new Draft(header, List.of()).seal(new Seal.Genesis());
    Hash hash = block.hash();
    head = ChainHead.of(block, hash, state);
    Set<Hash> changed = update.accountKeys();
    listeners.forEach(
        listener -> listener.onNewHead(NewHead.grown(head, BlockReceipts.NONE, changed)));
  }

  /// Half full, so that the base fee stays.
  private Header header(Header parent, Hash stateRoot) {
    return new Header(
        parent.hash(),
        parent.ommersHash(),
        parent.feeRecipient(),
        stateRoot,
        parent.transactionsRoot(),
        parent.receiptsRoot(),
        parent.logsBloom(),
        parent.difficulty(),
        parent.number() + 1,
        parent.gasLimit(),
        parent.gasLimit() / 2,
        parent.timestampSeconds(),
        Bytes.EMPTY,
        Hash.ZERO,
        0,
        baseFeePerGasWei);
  }

  @Override
  public ChainRules rules() {
    return new ChainRules(People.CHAIN_ID, U256.ZERO);
  }

  @Override
  public ChainHead head() {
    return head;
  }

  @Override
  public Subscription listen(HeadListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public Hash genesisHash() {
    throw onlyTheHead();
  }

  @Override
  public Optional<Block> block(long number) {
    throw onlyTheHead();
  }

  @Override
  public Optional<Block> block(Hash hash) {
    throw onlyTheHead();
  }

  @Override
  public Optional<Header> header(long number) {
    throw onlyTheHead();
  }

  @Override
  public Optional<Hash> hash(long number) {
    throw onlyTheHead();
  }

  @Override
  public OptionalLong number(Hash hash) {
    throw onlyTheHead();
  }

  @Override
  public Optional<BlockReceipts> receipts(long number) {
    throw onlyTheHead();
  }

  @Override
  public Optional<BlockReceipts> receipts(Hash hash) {
    throw onlyTheHead();
  }

  @Override
  public Optional<IncludedTransaction> transaction(Hash hash) {
    throw onlyTheHead();
  }

  @Override
  public StateLookup state(long number) {
    throw onlyTheHead();
  }

  @Override
  public StateLookup state(Hash hash) {
    throw onlyTheHead();
  }

  @Override
  public StateLookup stateBegun(long number) {
    return state(number - 1);
  }

  @Override
  public LogSearch logs(LogQuery query) {
    throw onlyTheHead();
  }

  @Override
  public ChainMoment moment() {
    throw onlyTheHead();
  }

  @Override
  public Onward onward(BlockId seen) {
    throw onlyTheHead();
  }

  private static UnsupportedOperationException onlyTheHead() {
    return new UnsupportedOperationException("of this chain there is only the head");
  }
}
