package org.tallystick.node.consensus.local;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Checksum;
import org.tallystick.execution.Genesis;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.ledger.Transaction;
import org.tallystick.ledger.TransactionCodec;
import org.tallystick.node.chain.ChainHead;
import org.tallystick.node.chain.DevelopmentLedger;
import org.tallystick.node.pool.Admission;
import org.tallystick.node.pool.PoolContent;
import org.tallystick.node.pool.PoolMemory;
import org.tallystick.node.pool.TransactionPool;
import org.tallystick.state.StateStore;
import org.tallystick.state.StateUpdate;

/// All that can be done to a development chain and to no other. Each is done between two blocks,
/// and when it returns it holds for whoever asks; edits and ways back are on the disk by then. What
/// cannot be done is refused by a [DevRefusalException], and has changed nothing.
///
/// What is set here is in memory, but for edits: a node that is started again has no snapshots,
/// impersonates nobody, and wishes nothing of the next block.
public final class DevControls {
  /// The end of the year 9999: later dates are no dates to most programs.
  public static final long TIMESTAMP_SECONDS_MAX = 253_402_300_799L;

  /// Blocks made by one request.
  public static final long BLOCKS_MAX = 100_000;

  /// Each is kept apart until a block takes all of them in.
  public static final int EDITS_MAX = 100_000;

  /// A block may have another base fee after each before it; this one never comes near 2^256.
  private static final int BASE_FEE_BITS_MAX = 128;

  private final DevelopmentLedger ledger;
  private final TransactionPool pool;
  private final LocalEngine engine;
  private final BlockMaker maker;
  private final Snapshots snapshots = new Snapshots();
  private final Impersonations impersonations = new Impersonations();

  DevControls(
      DevelopmentLedger ledger, TransactionPool pool, LocalEngine engine, BlockMaker maker) {
    this.ledger = ledger;
    this.pool = pool;
    this.engine = engine;
    this.maker = maker;
  }

  public void setBalance(Address address, U256 wei) {
    edit(StateEdit.balance(address, wei));
  }

  /// @param nonce at least what it is
  public void setNonce(Address address, long nonce) {
    edit(StateEdit.nonce(address, nonce));
  }

  /// @param code of a contract of this chain; none takes the account's code away
  public void setCode(Address address, Bytes code) {
    edit(StateEdit.code(address, code));
  }

  /// @param value zero removes it
  public void setStorageAt(Address address, Hash slot, U256 value) {
    edit(StateEdit.slot(address, slot, value));
  }

  /// All accounts as they are now, compressed, by the hashes of their addresses and slots.
  public Bytes dumpState() {
    // One at a time: each may take as much memory as the largest may.
    return maker.between(() -> StateDump.write(ledger.chain().head().store()));
  }

  /// Makes the accounts of a dump what they were, with their storage; all others stay.
  public void loadState(Bytes dump) {
    edit(state -> StateDump.read(dump, state));
  }

  private void edit(Function<StateStore, StateUpdate> edit) {
    done(() -> {
      if (ledger.edits().count() >= EDITS_MAX) {
        throw new DevRefusalException(
            EDITS_MAX + " edits of the state wait for a block to take them in; mine one");
      }
      ledger.edit(edit);
    });
  }

  /// Makes a block of all that waits, whatever else makes blocks.
  public Block mine() {
    return maker.makeOfAll();
  }

  /// The same at a date.
  ///
  /// @param timestampSeconds not before the newest block's
  public Block mineAt(long timestampSeconds) {
    return maker.between(() -> {
      engine.clock().setNext(requireDate(timestampSeconds));
      return maker.makeOfAll();
    });
  }

  /// Makes many blocks, the first at a date, the others by the clock, which goes on from there.
  ///
  /// @param timestampSeconds not before the newest block's
  /// @param count from 1 to [#BLOCKS_MAX]
  public void mineAt(long timestampSeconds, long count) {
    done(() -> {
      requireRange("the number of blocks", count, 1, BLOCKS_MAX);
      engine.clock().setNext(requireDate(timestampSeconds));
      maker.makeMany(count, 0, () -> !engine.isClosed());
    });
  }

  /// Makes many blocks, of all that fits into each. No more are made once the engine is closed.
  ///
  /// @param count from 1 to [#BLOCKS_MAX]
  /// @param stepSeconds from one's date to the next one's; 0 leaves it to the clock
  public void mine(long count, long stepSeconds) {
    done(() -> {
      requireRange("the number of blocks", count, 1, BLOCKS_MAX);
      long lastsMax = (TIMESTAMP_SECONDS_MAX - engine.clock().seconds()) / count;
      requireRange("the seconds between blocks", stepSeconds, 0, lastsMax);
      maker.makeMany(count, stepSeconds, () -> !engine.isClosed());
    });
  }

  /// Whether a block is made for each transaction, as soon as it is executable.
  public boolean isAutomine() {
    return engine.rhythm().isAutomatic();
  }

  /// Once it is switched on, what waits is mined.
  public void setAutomine(boolean automine) {
    done(() -> engine.setRhythm(engine.rhythm().withAutomatic(automine)));
  }

  /// How often a block is made of all that waits.
  public Optional<Duration> interval() {
    return engine.rhythm().period();
  }

  /// @param interval more than zero; absent ends it
  public void setInterval(Optional<Duration> interval) {
    interval.ifPresent(period ->
        requireRange(
            "the time between blocks in milliseconds",
            period.toMillis(),
            1,
            Duration.ofDays(1).toMillis()));
    done(() -> engine.setRhythm(engine.rhythm().withPeriod(interval)));
  }

  /// Sends tips and rewards of all later blocks to somebody.
  public void setFeeRecipient(Address feeRecipient) {
    wish(next -> next.withFeeRecipient(feeRecipient));
  }

  /// Decides the base fee of the next block; what follows from it is the next one's.
  public void setNextBaseFeePerGas(U256 wei) {
    if (wei.value().bitLength() > BASE_FEE_BITS_MAX) {
      throw new DevRefusalException(
          "a base fee is less than 2^" + BASE_FEE_BITS_MAX + " wei, got " + wei);
    }
    wish(next -> next.withBaseFee(wei));
  }

  /// Decides the `prevRandao` of the next block alone.
  public void setNextRandomness(Hash randomness) {
    wish(next -> next.withRandomness(randomness));
  }

  /// Decides the gas limit of the next block and all later ones.
  public void setBlockGasLimit(long gasLimit) {
    requireRange("a block's gas limit", gasLimit, Genesis.GAS_LIMIT_MIN, Genesis.GAS_LIMIT_MAX);
    wish(next -> next.withGasLimit(gasLimit));
  }

  private void wish(Function<NextBlock, NextBlock> wish) {
    done(() -> maker.setNext(wish.apply(maker.next())));
  }

  /// Has the pool take nothing in that pays less for a unit of gas.
  public void setMinGasPrice(U256 wei) {
    pool.requireGasPrice(wei);
  }

  /// Puts the clock forward.
  ///
  /// @return by how many seconds it is ahead of the world's now
  public long increaseTime(long seconds) {
    return maker.between(() -> {
      BlockClock clock = engine.clock();
      requireRange("the seconds", seconds, 0, TIMESTAMP_SECONDS_MAX - clock.seconds());
      return clock.advance(seconds);
    });
  }

  /// Puts the clock to a time, from which it goes on.
  ///
  /// @param timestampSeconds not before the newest block's
  public void setTime(long timestampSeconds) {
    done(() -> engine.clock().setTo(requireDate(timestampSeconds)));
  }

  /// @param timestampSeconds not before the newest block's
  public void setNextBlockTimestamp(long timestampSeconds) {
    done(() -> engine.clock().setNext(requireDate(timestampSeconds)));
  }

  /// Dates each block so many seconds after the one before it, until that is removed.
  public void setTimestampInterval(long seconds) {
    requireRange("the seconds between blocks", seconds, 0, Duration.ofDays(36_500).toSeconds());
    done(() -> engine.clock().setStep(OptionalLong.of(seconds)));
  }

  /// @return whether there was one
  public boolean removeTimestampInterval() {
    return maker.between(() -> {
      boolean wasThere = engine.clock().setting().stepSeconds().isPresent();
      engine.clock().setStep(OptionalLong.empty());
      return wasThere;
    });
  }

  /// Takes a transaction out of the pool; those of its sender that come after it wait for another.
  ///
  /// @return whether it was there
  public boolean dropTransaction(Hash hash) {
    Optional<SignedTransaction> found = pool.find(hash);
    found.ifPresent(pool::drop);
    return found.isPresent();
  }

  /// Takes all of a sender's transactions out of the pool.
  public void dropTransactionsOf(Address sender) {
    PoolContent content = pool.content();
    content.executable().getOrDefault(sender, List.of()).forEach(pool::drop);
    content.queued().getOrDefault(sender, List.of()).forEach(pool::drop);
  }

  public void dropAllTransactions() {
    pool.bringBack(new PoolMemory(List.of()));
  }

  /// Remembers the chain as it is: head, edits, clock, what is wished of the next block, and the
  /// pool. Takes the same time whatever the chain holds. Of more than 100,000 snapshots, or of
  /// 1,000,000 transactions in them, the oldest are forgotten.
  ///
  /// @return its name, for [#revert(long)]; they count from 1
  public long snapshot() {
    return maker.between(() -> {
      ChainHead head = ledger.chain().head();
      long id =
          snapshots.add(
              new Snapshot(
                  head.hash(),
                  head.number(),
                  ledger.edits(),
                  engine.clock().setting(),
                  maker.next(),
                  pool.remember()));
      keepWayBack();
      return id;
    });
  }

  /// Makes the chain what it was at a snapshot. What came since never was, and its transactions do
  /// not wait again. The snapshot is spent, and so are all after it.
  ///
  /// @return whether there was such a snapshot
  public boolean revert(long id) {
    return maker.between(() -> {
      Optional<Snapshot> found = snapshots.find(id);
      found.ifPresent(this::goBackTo);
      snapshots.forgetFrom(id);
      keepWayBack();
      return found.isPresent();
    });
  }

  private void goBackTo(Snapshot snapshot) {
    rewind(snapshot);
    engine.clock().setBack(snapshot.clock());
    maker.setNext(snapshot.next());
    pool.bringBack(snapshot.pool());
  }

  private void rewind(Snapshot snapshot) {
    try {
      ledger.rewind(snapshot.head(), snapshot.edits());
    } catch (IllegalArgumentException refusal) {
      throw new DevRefusalException(String.valueOf(refusal.getMessage()));
    }
  }

  private void keepWayBack() {
    ledger.keepWayBack(snapshots.lowest().orElse(Long.MAX_VALUE));
  }

  /// Begins again from the genesis, as if the node had just made its folder: no blocks, edits,
  /// snapshots or impersonations, nothing waits, and the clock is the world's.
  public void reset() {
    done(() -> {
      ledger.restart();
      snapshots.forgetAll();
      keepWayBack();
      impersonations.forgetAll();
      engine.clock().setBack(BlockClock.Setting.WORLD);
      engine.clock().carryOnFrom(ledger.chain().head().header().timestampSeconds());
      maker.setNext(NextBlock.ANY);
      pool.requireGasPrice(U256.ZERO);
      dropAllTransactions();
      engine.setRhythm(engine.firstRhythm());
    });
  }

  /// Takes transactions of an account that nobody signed. It may be a contract.
  public void impersonate(Address address) {
    impersonations.add(address);
  }

  /// @return whether it was impersonated by itself
  public boolean stopImpersonating(Address address) {
    return impersonations.remove(address);
  }

  /// Takes transactions of every account, or only of those that are impersonated by themselves.
  public void impersonateEverybody(boolean everybody) {
    impersonations.setEverybody(everybody);
  }

  /// Who is impersonated by itself, in the order of addresses.
  public List<Address> impersonated() {
    return impersonations.all();
  }

  public boolean isImpersonated(Address address) {
    return impersonations.has(address);
  }

  /// What became of a transaction that nobody signed.
  public record Sent(SignedTransaction transaction, Admission admission) {}

  /// Sends a transaction for an account that is impersonated.
  public Sent send(Transaction payload, Address sender) {
    if (!impersonations.has(sender)) {
      throw new DevRefusalException(
          Checksum.encode(sender) + " is not impersonated, and there is no key of it");
    }
    return sendUnsigned(payload, sender);
  }

  /// Sends a transaction for any account, as if it were impersonated for this one.
  public Sent sendUnsigned(Transaction payload, Address sender) {
    SignedTransaction transaction = TransactionCodec.impersonate(payload, sender);
    return new Sent(transaction, pool.addWhoeverSent(transaction));
  }

  /// The admission, once the transaction is in a block where one is made for each; at once where
  /// none is, or where it could be in none yet.
  public CompletionStage<Admission> afterItsBlock(Sent sent) {
    return engine.afterItsBlock(sent.transaction, sent.admission);
  }

  private long requireDate(long timestampSeconds) {
    long newestSeconds = ledger.chain().head().header().timestampSeconds();
    if (timestampSeconds < newestSeconds || timestampSeconds > TIMESTAMP_SECONDS_MAX) {
      throw new DevRefusalException(
          "a timestamp is from "
              + newestSeconds
              + ", the newest block's, to "
              + TIMESTAMP_SECONDS_MAX
              + ", got "
              + timestampSeconds);
    }
    return timestampSeconds;
  }

  private static void requireRange(String what, long number, long min, long max) {
    if (number < min || number > max) {
      throw new DevRefusalException(what + " is from " + min + " to " + max + ", got " + number);
    }
  }

  private void done(Runnable work) {
    Supplier<Boolean> whole =
        () -> {
          work.run();
          return true;
        };
    maker.between(whole);
  }
}
