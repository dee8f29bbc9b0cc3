package org.tallystick.sdk.testing;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Keccak;
import org.tallystick.execution.BlockContext;
import org.tallystick.execution.BlockProcessor;
import org.tallystick.execution.CallRequest;
import org.tallystick.execution.ChainRules;
import org.tallystick.execution.CodeCache;
import org.tallystick.execution.Executed;
import org.tallystick.execution.Genesis;
import org.tallystick.execution.Invalid;
import org.tallystick.execution.Outcome;
import org.tallystick.execution.Packed;
import org.tallystick.execution.Scene;
import org.tallystick.execution.Simulation;
import org.tallystick.execution.TransactionProcessor;
import org.tallystick.gas.Limits;
import org.tallystick.ledger.FeeMarketTransaction;
import org.tallystick.ledger.Header;
import org.tallystick.ledger.Log;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.ledger.TransactionCodec;
import org.tallystick.machine.Invocation.BlockEnvironment;
import org.tallystick.state.MemoryStateStore;
import org.tallystick.state.StateChanges;
import org.tallystick.state.StateChanges.AccountChange;
import org.tallystick.state.StateTrie;
import org.tallystick.state.StateUpdate;
import org.tallystick.state.StoredState;

/// The chain behind a test: a node's execution over a state in memory, a block for each
/// transaction. Belongs to one thread.
///
/// Time stands still until somebody moves it, and gas costs nothing, so that a test's sums are the
/// contract's own.
final class MemoryChain {
  static final long CHAIN_ID = 31_337;

  /// Noon, so that the next midnight is half a day away in both directions.
  private static final Instant BEGINNING = Instant.parse("2026-01-01T12:00:00Z");

  /// Far more than a transaction may use: a base fee that begins at zero stays there while blocks
  /// are less than half full.
  private static final long BLOCK_GAS = 1_000_000_000;

  private static final Address PROPOSER = Account.named("proposer").address();

  private final ChainRules rules = new ChainRules(CHAIN_ID, U256.ZERO);
  private final CodeCache codes = new CodeCache();
  private Moment moment;

  MemoryChain() {
    Genesis genesis =
        new Genesis(
            rules,
            BLOCK_GAS,
            U256.ZERO,
            BEGINNING.getEpochSecond(),
            Genesis.Engine.INSTANT,
            Collections.emptySortedMap());
    Genesis.Start start = genesis.start();
    moment =
        new Moment(
            MemoryStateStore.EMPTY.apply(start.update()),
            start.block().header(),
            BEGINNING.getEpochSecond(),
            Set.of(),
            null);
  }

  /// A transaction that is in a block.
  record Mined(SignedTransaction transaction, Header block, Outcome outcome, List<Log> logs) {}

  /// A transaction that is in no block.
  @SuppressWarnings("serial") // It is caught where it is thrown for.
  static final class NotMined extends Exception {
    private final Invalid reason;

    NotMined(Invalid reason) {
      super(reason.words());
      this.reason = reason;
    }

    Invalid reason() {
      return reason;
    }
  }

  Moment moment() {
    return moment;
  }

  void restore(Moment to) {
    moment = to;
  }

  StoredState state() {
    return new StoredState(moment.state());
  }

  long nonce(Address address) {
    return state().account(address).map(org.tallystick.state.Account::nonce).orElse(0L);
  }

  U256 balanceWei(Address address) {
    return state().account(address).map(org.tallystick.state.Account::balanceWei).orElse(U256.ZERO);
  }

  // ---- Blocks
  // ------------------------------------------------------------------------------------

  /// Signs a transaction and makes a block of it.
  ///
  /// @param to absent to create a contract
  Mined send(Account from, Optional<Address> to, U256 valueWei, Bytes data, long gasLimit)
      throws NotMined {
    FeeMarketTransaction payload =
        new FeeMarketTransaction(
            CHAIN_ID,
            nonce(from.address()),
            U256.ZERO,
            U256.ZERO,
            gasLimit,
            to,
            valueWei,
            data,
            List.of());
    SignedTransaction transaction = TransactionCodec.sign(payload, from.keys());
    Packed packed = pack(List.of(transaction));
    if (!packed.skipped().isEmpty()) {
      throw new NotMined(packed.skipped().getFirst().reason());
    }
    Executed executed = packed.executed();
    List<Log> logs = executed.receipts().getFirst().logs();
    append(executed, logs);
    return new Mined(transaction, moment.head(), executed.outcomes().getFirst(), logs);
  }

  /// Makes a block without transactions.
  void mine() {
    append(pack(List.of()).executed(), List.of());
  }

  private Packed pack(List<SignedTransaction> transactions) {
    Header parent = moment.head();
    BlockContext context =
        new BlockContext(
            moment.timeSeconds(), PROPOSER, Keccak.hash(parent.hash().bytes()), Bytes.EMPTY);
    return TestMachine.THREADS.run(machine ->
        new BlockProcessor(rules, machine, codes)
            .pack(moment.state(), parent, context, transactions.iterator()));
  }

  private void append(Executed executed, List<Log> logs) {
    moment = moment.after(moment.state().apply(executed.update()), executed.draft().header(), logs);
  }

  /// Runs a call that leaves no trace, as if it stood in the next block.
  TransactionProcessor.Result call(
      Address from, Address to, U256 valueWei, Bytes data, OptionalLong gasLimit) {
    Header head = moment.head();
    BlockEnvironment next =
        new BlockEnvironment(
            head.number() + 1, moment.timeSeconds(), CHAIN_ID, PROPOSER, U256.ZERO, head.hash());
    CallRequest request =
        new CallRequest(
            from, Optional.of(to), gasLimit, U256.ZERO, U256.ZERO, valueWei, data, List.of());
    return TestMachine.THREADS.run(machine ->
        new Simulation(machine, codes)
            .call(new Scene(state(), next, BLOCK_GAS), request, Limits.BLOCK_GAS_DEFAULT));
  }

  // ---- What no real chain does
  // -------------------------------------------------------------------

  /// Sets a balance, outside of every block.
  void deal(Address address, U256 wei) {
    org.tallystick.state.Account account =
        state().account(address).orElse(org.tallystick.state.Account.EMPTY).withBalance(wei);
    TreeMap<Address, AccountChange> changes = new TreeMap<>();
    changes.put(
        address,
        AccountChange.of(
            state(),
            address,
            Optional.of(account).filter(after -> !after.isEmpty()),
            Collections.emptySortedMap()));
    StateUpdate update =
        StateTrie.prepare(moment.state(), new StateChanges(changes, Collections.emptyMap()));
    Moment before = moment;
    moment =
        before.after(
            before.state().apply(update), withState(before.head(), update.root()), List.of());
  }

  /// Gives an account money to begin with, unless it was given some before.
  void fund(Address address, U256 wei) {
    if (!moment.funded().contains(address)) {
      deal(address, wei);
      moment = moment.withFunded(address);
    }
  }

  void setTime(long timeSeconds) {
    moment = moment.at(timeSeconds);
  }

  private static Header withState(Header header, Hash stateRoot) {
    return new Header(
        header.parentHash(),
        header.ommersHash(),
        header.feeRecipient(),
        stateRoot,
        header.transactionsRoot(),
        header.receiptsRoot(),
        header.logsBloom(),
        header.difficulty(),
        header.number(),
        header.gasLimit(),
        header.gasUsed(),
        header.timestampSeconds(),
        header.extraData(),
        header.mixHash(),
        header.nonce(),
        header.baseFeePerGasWei());
  }
}
