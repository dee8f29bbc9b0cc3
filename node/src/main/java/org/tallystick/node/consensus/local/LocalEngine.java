package org.tallystick.node.consensus.local;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Address;
import org.tallystick.crypto.KeyPair;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.node.chain.ChainFault;
import org.tallystick.node.chain.DevelopmentLedger;
import org.tallystick.node.chain.Ledger;
import org.tallystick.node.chain.NewHead;
import org.tallystick.node.consensus.ConsensusEngine;
import org.tallystick.node.consensus.EngineInfo;
import org.tallystick.node.consensus.EngineInfo.Faults;
import org.tallystick.node.consensus.EngineInfo.Finality;
import org.tallystick.node.consensus.Health;
import org.tallystick.node.pool.Admission;
import org.tallystick.node.pool.TransactionPool;
import org.tallystick.node.store.DiskFullException;

/// An engine that asks nobody: one thread that makes blocks, each when its [Pace] says so. On a
/// development chain that may change meanwhile. While the disk is full it makes none, and tries
/// again every second.
public final class LocalEngine implements ConsensusEngine {
  private static final System.Logger LOG = System.getLogger(LocalEngine.class.getName());
  private static final long RETRY_NANOS = 1_000_000_000;

  private final Pace pace;
  private final Settings settings;
  private final Alarm alarm = new Alarm();
  private final Senders senders = new Senders();
  private volatile Rhythm rhythm;
  private volatile @Nullable Working working;
  private volatile @Nullable ChainFault fault;
  private volatile @Nullable DiskFullException full;

  /// What the engine puts into its blocks.
  ///
  /// @param key by which it seals
  /// @param feeRecipient whom tips and rewards go to
  public record Settings(KeyPair key, Address feeRecipient, BlockClock clock) {}

  /// What there is once the engine is started.
  ///
  /// @param answersLate whether who sends is answered once his transaction is in a block
  private record Working(
      BlockMaker maker, TransactionPool pool, boolean answersLate, Thread thread) {}

  public LocalEngine(Pace pace, Settings settings) {
    this.pace = pace;
    this.settings = settings;
    this.rhythm = Rhythm.of(pace);
  }

  @Override
  public EngineInfo info() {
    String id =
        switch (pace) {
          case Pace.Instant() -> "instant";
          case Pace.Interval _ -> "interval";
        };
    return new EngineInfo(id, Finality.INSTANT, Faults.NONE, false);
  }

  @Override
  public Address feeRecipient() {
    return settings.feeRecipient();
  }

  @Override
  public void start(Ledger ledger, TransactionPool pool) {
    begin(new BlockLedger.Ordinary(ledger), pool, false);
  }

  /// Begins to make blocks of a development chain. Called once, in the place of the other.
  ///
  /// @return what can be done to the chain
  public DevControls start(DevelopmentLedger ledger, TransactionPool pool) {
    return new DevControls(
        ledger, pool, this, begin(new BlockLedger.Development(ledger), pool, true));
  }

  private BlockMaker begin(BlockLedger ledger, TransactionPool pool, boolean answersLate) {
    settings.clock().carryOnFrom(ledger.chain().head().header().timestampSeconds());
    BlockMaker maker = new BlockMaker(ledger, pool, settings);
    Thread thread = Thread.ofPlatform().name("engine").unstarted(() -> work(maker));
    working = new Working(maker, pool, answersLate, thread);
    pool.listen(_ -> alarm.ring());
    // A cheaper block may let in what waited for one.
    ledger.chain().listen(this::onNewHead);
    // What was in the pool before rang nobody.
    alarm.ring();
    thread.start();
    return maker;
  }

  private void onNewHead(NewHead news) {
    senders.foundIn(news.head().block());
    alarm.ring();
  }

  Rhythm rhythm() {
    return rhythm;
  }

  /// Goes on in another rhythm, from now. Called between two blocks, so that none is made by the
  /// one before once this has returned.
  void setRhythm(Rhythm next) {
    rhythm = next;
    alarm.ring();
  }

  /// The rhythm that it was made with.
  Rhythm firstRhythm() {
    return Rhythm.of(pace);
  }

  boolean isClosed() {
    return alarm.isClosed();
  }

  /// On a development chain that makes a block for each transaction the answer comes once this one
  /// has its block, since its users read what it did in the next line of their tests.
  @Override
  public CompletionStage<Admission> submit(SignedTransaction transaction) {
    return afterItsBlock(transaction, working().pool.add(transaction));
  }

  /// The admission, once the transaction is in a block or it is known that it is in none yet.
  CompletionStage<Admission> afterItsBlock(SignedTransaction transaction, Admission admission) {
    Working known = working();
    if (!known.answersLate
        || !rhythm.isAutomatic()
        || !(admission instanceof Admission.Accepted(boolean executable) && executable)) {
      return CompletableFuture.completedFuture(admission);
    }
    CompletionStage<Void> hasBeenLookedAfter = senders.await(transaction.hash());
    if (known.pool.find(transaction.hash()).isEmpty()) {
      // Its block came before this one waited for it.
      senders.release(List.of(transaction.hash()));
    } else {
      alarm.ring();
    }
    return hasBeenLookedAfter.thenApply(_ -> admission);
  }

  /// Makes a block now, of all that waits; an empty one where nothing does.
  ///
  /// @throws ChainFault where the node itself failed
  /// @throws DiskFullException where there is no room for it
  public Block makeBlock() {
    return working().maker.makeOfAll();
  }

  /// The clock by which blocks are dated.
  public BlockClock clock() {
    return settings.clock();
  }

  @Override
  public Health health() {
    ChainFault stopped = fault;
    if (stopped != null) {
      return new Health.Stalled(stopped.words());
    }
    DiskFullException waiting = full;
    return waiting == null ? new Health.Live() : new Health.Stalled(waiting.words());
  }

  @Override
  public void close() {
    alarm.close();
    Working known = working;
    if (known != null) {
      join(known.thread);
      // Whoever mines by hand finishes the block he is at.
      known.maker.between(() -> true);
    }
  }

  private void work(BlockMaker maker) {
    try {
      Rhythm now = rhythm;
      OptionalLong due = firstDue(now);
      while (alarm.awaitRing(due)) {
        Rhythm current = rhythm;
        if (!current.period().equals(now.period())) {
          due = firstDue(current);
        }
        now = current;
        makeOneForEach(maker);
        due = makeOneIfDue(maker, now, due);
      }
    } catch (ChainFault stopped) {
      // The chain tells the node; here it only ends the work.
      fault = stopped;
    } finally {
      senders.close();
    }
  }

  private static OptionalLong firstDue(Rhythm rhythm) {
    return rhythm
        .period()
        .map(period -> OptionalLong.of(System.nanoTime() + period.toNanos()))
        .orElseGet(OptionalLong::empty);
  }

  private void makeOneForEach(BlockMaker maker) {
    boolean isMade = true;
    while (isMade && !alarm.isClosed()) {
      senders.beginLook();
      isMade =
          onceThereIsRoom(
              () -> maker.between(() -> rhythm.isAutomatic() && maker.makeOfOne().isPresent()));
    }
    senders.endLook();
  }

  /// @return when the next one is due
  private OptionalLong makeOneIfDue(BlockMaker maker, Rhythm now, OptionalLong due) {
    if (due.isEmpty() || due.getAsLong() - System.nanoTime() > 0) {
      return due;
    }
    onceThereIsRoom(() ->
        maker.between(() -> {
          if (rhythm.period().isPresent()) {
            maker.makeOfAll();
          }
          return true;
        }));
    // What came too late is not made up for.
    long next = due.getAsLong() + now.period().orElseThrow().toNanos();
    return OptionalLong.of(Math.max(0, next - System.nanoTime()) + System.nanoTime());
  }

  /// Tries until the disk has room, or the engine is closed.
  ///
  /// @return what came of it; `false` where the engine is closed
  private boolean onceThereIsRoom(BooleanSupplier work) {
    while (true) {
      try {
        boolean done = work.getAsBoolean();
        if (full != null) {
          LOG.log(System.Logger.Level.INFO, "there is room on the disk again: the chain goes on");
          full = null;
        }
        return done;
      } catch (DiskFullException refusal) {
        if (full == null) {
          LOG.log(System.Logger.Level.WARNING, refusal.words());
        }
        full = refusal;
        senders.releaseAll();
        if (!alarm.awaitTime(System.nanoTime() + RETRY_NANOS)) {
          return false;
        }
      }
    }
  }

  private Working working() {
    Working known = working;
    if (known == null) {
      throw new IllegalStateException("the engine is not started");
    }
    return known;
  }

  /// Waits for the block that is being made, and remembers an interruption for the caller.
  private static void join(Thread thread) {
    boolean wasInterrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException interruption) {
        wasInterrupted = true;
      }
    }
    if (wasInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
