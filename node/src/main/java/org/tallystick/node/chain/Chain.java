package org.tallystick.node.chain;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Hash;
import org.tallystick.execution.BlockContext;
import org.tallystick.execution.BlockInput;
import org.tallystick.execution.BlockProcessor;
import org.tallystick.execution.ChainRules;
import org.tallystick.execution.CodeCache;
import org.tallystick.execution.Departure;
import org.tallystick.execution.Executed;
import org.tallystick.execution.Genesis;
import org.tallystick.execution.Packed;
import org.tallystick.execution.Verdict;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.Draft;
import org.tallystick.ledger.Header;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.machine.ContractMachine;
import org.tallystick.machine.ContractRunner;
import org.tallystick.node.chain.BlockCache.Hashed;
import org.tallystick.node.store.ChainStore;
import org.tallystick.node.store.DiskFullException;
import org.tallystick.node.store.KeptState;
import org.tallystick.node.store.StoreException;
import org.tallystick.node.store.TooFarBackException;
import org.tallystick.state.LayeredState;
import org.tallystick.state.MemoryStateStore;
import org.tallystick.state.StateStore;
import org.tallystick.state.StateUpdate;

/// The chain: the one place where blocks are executed and become part of it.
///
/// **One writer.** Blocks are executed, made durable and announced one after another, on a thread
/// that may run contracts. Callers wait for their turn and for what comes of it.
///
/// **Readers never wait.** A commit ends with a new [ChainView] in the place of the old. Who took
/// the old one goes on reading it.
///
/// **Faults.** A failure inside the node stops the chain where it stands: nothing of that block is
/// kept, since other nodes may not have failed, and whoever asks for more is told so. A full disk
/// is no such failure: nothing is kept then either, and what was asked for can be asked for again.
public final class Chain implements ChainReader, Ledger, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Chain.class.getName());

  private static final long CACHE_BYTES = 16L << 20;

  /// Of blocks that left the chain, for those who saw them there.
  private static final long LEFT_BYTES = 16L << 20;

  /// States of so many newest blocks stay as they are; older ones are read by going back.
  private static final int STATES_KEPT = 16;

  private static final long BLOCKS_REWOUND_TOGETHER = 512;

  private final ChainStore store;
  private final Genesis genesis;
  private final ChainRules rules;
  private final Hash genesisHash;
  private final StateStore genesisState;
  private final CodeCache codes;
  private final KeptStates states;
  private final SideBlocks sides = new SideBlocks();
  private final LeftBlocks left = new LeftBlocks(LEFT_BYTES);
  private final List<HeadListener> listeners = new CopyOnWriteArrayList<>();
  private final ContractRunner writer;
  private final ReentrantLock turn = new ReentrantLock(true);
  private boolean isClosed;
  private final CompletableFuture<ChainFault> fault = new CompletableFuture<>();
  private volatile ChainView view;
  private final Optional<DevelopmentLedger> development;

  /// Since the head; always none where there is no development.
  private volatile Edits edits;

  /// The chain as the store has it.
  ///
  /// @param store opened for this genesis
  /// @param codes shared with whoever else runs contracts
  /// @param writer where blocks are executed; stays the caller's to close
  /// @param clock tells for how long a state was kept
  /// @throws StoreException where a development chain left edits that no block has taken in
  public Chain(
      ChainStore store,
      Genesis genesis,
      CodeCache codes,
      ContractRunner writer,
      InstantSource clock) {
    this(store, genesis, codes, writer, clock, false);
    if (!edits.isEmpty()) {
      states.releaseAll();
      throw new StoreException(
          "the state was edited since block "
              + head().number()
              + ", which only a development chain allows; start the folder as one");
    }
  }

  /// The chain as the store has it, for development.
  public static Chain development(
      ChainStore store,
      Genesis genesis,
      CodeCache codes,
      ContractRunner writer,
      InstantSource clock) {
    return new Chain(store, genesis, codes, writer, clock, true);
  }

  private Chain(
      ChainStore store,
      Genesis genesis,
      CodeCache codes,
      ContractRunner writer,
      InstantSource clock,
      boolean isForDevelopment) {
    this.store = store;
    this.genesis = genesis;
    this.codes = codes;
    this.writer = writer;
    this.rules = genesis.rules();
    Genesis.Start start = genesis.start();
    this.genesisHash = start.block().hash();
    this.genesisState = MemoryStateStore.EMPTY.apply(start.update());
    this.states = new KeptStates(STATES_KEPT, clock);
    this.edits = Edits.of(store.edits());
    this.view = keep(store.head(), new BlockCache(CACHE_BYTES));
    this.development =
        isForDevelopment ? Optional.of(new Development(this, store)) : Optional.empty();
    store.aside().forEach(block -> sides.add(block, block.hash()));
  }

  @Override
  public ChainRules rules() {
    return rules;
  }

  @Override
  public ChainHead head() {
    return view.head();
  }

  @Override
  public Hash genesisHash() {
    return genesisHash;
  }

  @Override
  public Optional<Block> block(long number) {
    return view.block(number);
  }

  @Override
  public Optional<Block> block(Hash hash) {
    ChainView now = view;
    OptionalLong number = now.number(hash);
    return number.isPresent() ? now.block(number.getAsLong()) : Optional.empty();
  }

  @Override
  public Optional<Header> header(long number) {
    return view.header(number);
  }

  @Override
  public Optional<Hash> hash(long number) {
    return view.hash(number);
  }

  @Override
  public OptionalLong number(Hash hash) {
    return view.number(hash);
  }

  @Override
  public Optional<BlockReceipts> receipts(long number) {
    return view.receipts(number);
  }

  @Override
  public Optional<BlockReceipts> receipts(Hash hash) {
    ChainView now = view;
    OptionalLong number = now.number(hash);
    return number.isPresent() ? now.receipts(number.getAsLong()) : Optional.empty();
  }

  @Override
  public Optional<IncludedTransaction> transaction(Hash hash) {
    return view.transaction(hash);
  }

  @Override
  public StateLookup state(long number) {
    return view.state(number);
  }

  @Override
  public StateLookup state(Hash hash) {
    return view.state(hash);
  }

  @Override
  public StateLookup stateBegun(long number) {
    return view.stateBegun(number);
  }

  @Override
  public LogSearch logs(LogQuery query) {
    return view.logs(query);
  }

  @Override
  public ChainMoment moment() {
    return view;
  }

  @Override
  public Onward onward(BlockId seen) {
    ChainView now = view;
    Deque<LeftBlock> gone = new ArrayDeque<>();
    BlockId fork = seen;
    while (!now.hash(fork.number()).equals(Optional.of(fork.hash()))) {
      Optional<LeftBlock> block = left.find(fork.hash());
      if (block.isEmpty()) {
        return new Onward.Lost(seen);
      }
      gone.push(block.get());
      fork = block.get().parent();
    }
    return new Onward.From(List.copyOf(gone), fork, now);
  }

  @Override
  public Subscription listen(HeadListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public ChainReader chain() {
    return this;
  }

  /// What a development chain can do besides; absent where it is none.
  public Optional<DevelopmentLedger> development() {
    return development;
  }

  @Override
  public Packed pack(Hash parent, BlockContext context, Iterator<SignedTransaction> offered) {
    return inTurn(() -> {
      return pack(parent(parent), context, Departure.NONE, offered);
    });
  }

  Packed pack(
      Parent parent,
      BlockContext context,
      Departure departure,
      Iterator<SignedTransaction> offered) {
    Offered watched = new Offered(offered);
    return write(
        () -> "block " + (parent.header.number() + 1) + watched.latest(),
        processor -> {
          // What cannot be kept is not worth executing.
          store.requireRoom();
          return processor.pack(parent.state, parent.header, context, departure, watched);
        });
  }

  @Override
  public Verdict execute(Hash parent, BlockInput input) {
    return inTurn(() -> {
      Parent known = parent(parent);
      return write(
          () -> "block " + (known.header.number() + 1),
          processor -> processor.execute(known.state, known.header, input));
    });
  }

  @Override
  public Verdict check(Draft draft) {
    return inTurn(() -> {
      Parent known = parent(draft.header().parentHash());
      return write(
          () -> "block " + draft.header().number(),
          processor -> processor.check(known.state, known.header, draft));
    });
  }

  @Override
  public void commit(Block block, Executed executed) {
    inTurn(() -> {
      requireNoEdits();
      Hash hash = block.hash();
      if (isOnChain(hash)) {
        return true;
      }
      Hash parent = block.header().parentHash();
      boolean extendsChain = parent.equals(head().hash());
      if (!extendsChain && sides.findExecuted(hash).isPresent()) {
        return true;
      }
      requireNear(block);
      // Refuses a block whose parent is not known.
      parent(parent);
      return write(
          () -> "block " + block.number(),
          _ -> {
            commitAsWriter(block, hash, executed);
            return true;
          });
    });
  }

  private void requireNoEdits() {
    if (!edits.isEmpty()) {
      throw new IllegalStateException(
          "the state of block " + head().number() + " was edited, which the next block takes in");
    }
  }

  private void requireNear(Block block) {
    long oldest = head().number() - REORGANISATION_BLOCKS_MAX;
    if (block.number() - 1 < oldest) {
      throw new IllegalArgumentException(
          "block "
              + block.number()
              + " cannot come onto the chain any more, which goes back to block "
              + oldest
              + " at most");
    }
  }

  @Override
  public void setCanonical(Hash hash) {
    inTurn(() -> {
      // A block that departs from what follows from its parent can be executed only once.
      if (development.isPresent()) {
        throw new IllegalStateException("a development chain has no branches");
      }
      Deque<SideBlocks.Side> branch = branch(hash);
      Hash fork = branch.isEmpty() ? hash : branch.peek().block().header().parentHash();
      long number = number(fork).orElseThrow();
      requireReachable(number);
      return write(
          () -> "the change of the head to block " + hash,
          _ -> {
            if (number < head().number()) {
              goBack(number, Edits.NONE, NewHead.Cause.REORGANISED);
            }
            branch.forEach(side -> extend(side.block(), side.hash(), side.executed()));
            // Not before: the branch may be the first to be forgotten.
            forgetSurplus();
            return true;
          });
    });
  }

  /// The blocks that lead from the chain to a block, which is the last; none where it is on it.
  private Deque<SideBlocks.Side> branch(Hash hash) {
    Deque<SideBlocks.Side> branch = new ArrayDeque<>();
    Hash fork = hash;
    while (!isOnChain(fork)) {
      // Executes what was not since the node started.
      parent(fork);
      SideBlocks.Side side = sides.findExecuted(fork).orElseThrow();
      branch.push(side);
      fork = side.block().header().parentHash();
    }
    return branch;
  }

  private void requireReachable(long number) {
    if (head().number() - number > REORGANISATION_BLOCKS_MAX) {
      throw new IllegalArgumentException(
          "the chain goes back by at most "
              + REORGANISATION_BLOCKS_MAX
              + " blocks, not from "
              + head().number()
              + " to "
              + number);
    }
    store.requireWayBack(number);
  }

  private boolean isOnChain(Hash hash) {
    return number(hash).isPresent();
  }

  /// Done when the chain has stopped because the node itself failed.
  public CompletionStage<ChainFault> fault() {
    return fault.minimalCompletionStage();
  }

  /// Finishes what is being written, then lets go of all states. The store stays open.
  @Override
  public void close() {
    turn.lock();
    try {
      if (!isClosed && !fault.isDone()) {
        settle();
      }
      isClosed = true;
      states.releaseAll();
      sides.removeAll();
    } finally {
      turn.unlock();
    }
  }

  private void settle() {
    try {
      store.settle();
    } catch (StoreException failure) {
      LOG.log(
          System.Logger.Level.DEBUG,
          "nodes of the newest blocks have to be made again when the node starts",
          failure);
    }
  }

  private void commitAsWriter(Block block, Hash hash, Executed executed) {
    requireSealed(block, executed);
    if (block.header().parentHash().equals(head().hash())) {
      extend(block, hash, executed);
    } else {
      store.putAside(block);
      layAside(block, hash, executed);
      forgetSurplus();
    }
  }

  private static void requireSealed(Block block, Executed executed) {
    if (!block.draft().equals(executed.draft())) {
      throw new IllegalStateException("what was sealed is not what was executed");
    }
  }

  private void forgetSurplus() {
    List<Block> surplus = sides.removeSurplus();
    if (!surplus.isEmpty()) {
      try {
        store.forgetAside(surplus);
      } catch (DiskFullException full) {
        // They stay until the chain has grown past them, as they would without a surplus.
        LOG.log(System.Logger.Level.DEBUG, "blocks beside the chain stay in the database", full);
      }
    }
  }

  private void extend(Block block, Hash hash, Executed executed) {
    store.commit(block, hash, executed);
    showNew(block, hash, executed);
  }

  /// Shows a block that the store has.
  private void showNew(Block block, Hash hash, Executed executed) {
    // An account may be as it was before it was edited, which is not as it was a moment ago.
    Set<Hash> changed = new HashSet<>(edits.accountKeys());
    changed.addAll(executed.update().accountKeys());
    edits = Edits.NONE;
    BlockCache blocks = view.blocks();
    blocks.put(new Hashed(block, hash));
    BlockReceipts receipts = BlockReceipts.of(executed.receipts());
    blocks.putReceipts(block.number(), receipts);
    view = keep(new ChainStore.Head(block, hash), blocks);
    sides.remove(hash);
    sides.removeBelow(block.number() - REORGANISATION_BLOCKS_MAX);
    announce(NewHead.grown(view.head(), receipts, changed));
  }

  /// @param edited of the block that the chain goes back to
  private void goBack(long number, Edits edited, NewHead.Cause cause) {
    ChainView before = view;
    List<Block> removed = new ArrayList<>();
    for (long each = head().number(); each > number; each--) {
      removed.add(block(each).orElseThrow());
    }
    Block target = block(number).orElseThrow();
    boolean isForGood = cause == NewHead.Cause.REWOUND;
    Set<Hash> changed = new HashSet<>(edits.accountKeys());
    changed.addAll(edited.accountKeys());
    changed.addAll(isForGood ? store.rewind(number, edited.inOrder()) : store.rollBack(number));
    edits = edited;
    // Before anybody can see that they are gone.
    removed.reversed().forEach(block -> left.add(leaving(block, before)));
    view = keep(new ChainStore.Head(target, target.hash()), view.blocks().upTo(number));
    if (!isForGood) {
      removed.forEach(block -> sides.add(block, block.hash()));
    }
    announce(new NewHead(view.head(), BlockReceipts.NONE, changed, removed, cause));
  }

  Edits edits() {
    return edits;
  }

  /// Writes one more edit, and shows it.
  ///
  /// @param edited the state after it
  void edit(StateUpdate edit, StateStore edited) {
    write(
        () -> "an edit of the state",
        _ -> {
          store.putEdit(edit);
          edits = edits.and(edit);
          view = view.edited(edited);
          announce(
              new NewHead(
                  view.head(),
                  BlockReceipts.NONE,
                  edit.accountKeys(),
                  List.of(),
                  NewHead.Cause.EDITED));
          return true;
        });
  }

  /// Makes a block the head that was packed on it as it is now.
  void extend(Block block, Executed executed, boolean isDurable) {
    Hash hash = block.hash();
    write(
        () -> "block " + block.number(),
        _ -> {
          requireSealed(block, executed);
          if (isDurable) {
            store.commit(block, hash, executed);
          } else {
            store.commitLazily(block, hash, executed);
          }
          showNew(block, hash, executed);
          return true;
        });
  }

  /// Goes back for good, so many blocks at a time that each step fits into memory.
  void rewind(long number, Edits edited) {
    write(
        () -> "the way back to block " + number,
        _ -> {
          while (head().number() - number > BLOCKS_REWOUND_TOGETHER) {
            goBack(head().number() - BLOCKS_REWOUND_TOGETHER, Edits.NONE, NewHead.Cause.REWOUND);
          }
          if (head().number() > number) {
            goBack(number, edited, NewHead.Cause.REWOUND);
          } else if (!edited.equals(edits)) {
            replaceEdits(edited);
          }
          return true;
        });
  }

  private void replaceEdits(Edits edited) {
    Set<Hash> changed = new HashSet<>(edits.accountKeys());
    changed.addAll(edited.accountKeys());
    store.replaceEdits(edited.inOrder());
    edits = edited;
    view = view.edited(editedState(head().ownStore()));
    announce(
        new NewHead(view.head(), BlockReceipts.NONE, changed, List.of(), NewHead.Cause.EDITED));
  }

  /// Begins again from block 0.
  void restart() {
    write(
        () -> "the new beginning",
        _ -> {
          store.restart(genesis);
          edits = Edits.NONE;
          sides.removeAll();
          view = keep(store.head(), new BlockCache(CACHE_BYTES));
          announce(
              new NewHead(
                  view.head(), BlockReceipts.NONE, Set.of(), List.of(), NewHead.Cause.RESTARTED));
          return true;
        });
  }

  private StateStore editedState(StateStore own) {
    return edits
        .together()
        .<StateStore>map(together -> LayeredState.over(own).apply(together))
        .orElse(own);
  }

  private static LeftBlock leaving(Block block, ChainView before) {
    return new LeftBlock(block, block.hash(), before.receipts(block.number()).orElseThrow().list());
  }

  /// Keeps an executed block beside the chain.
  private void layAside(Block block, Hash hash, Executed executed) {
    Hash parent = block.header().parentHash();
    Optional<SideBlocks.Side> above = sides.findExecuted(parent);
    if (above.isPresent()) {
      LayeredState state = above.get().state().apply(executed.update());
      sides.add(new SideBlocks.Side(block, hash, executed, state, above.get().base()));
      return;
    }
    long number =
        number(parent)
            .orElseThrow(() -> new IllegalStateException("its parent " + parent + " is unknown"));
    Hash root = header(number).orElseThrow().stateRoot();
    KeptState base = store.pinHeadState();
    try {
      StateStore fork = number == base.blockNumber() ? base.store() : base.before(number, root);
      LayeredState state = LayeredState.over(fork).apply(executed.update());
      sides.add(new SideBlocks.Side(block, hash, executed, state, base));
    } catch (RuntimeException fault) {
      base.release();
      throw fault;
    }
  }

  /// Pins the state after the newest block. What one node makes alone is final at once.
  ///
  /// @param blocks of the branch
  private ChainView keep(ChainStore.Head newest, BlockCache blocks) {
    long oldestState = store.oldestState(newest.block().number());
    KeptState state = store.pinHeadState();
    if (!state.blockHash().equals(newest.hash())) {
      state.release();
      throw new IllegalStateException(
          "the store's head is " + state.blockHash() + ", expected " + newest.hash());
    }
    Hash hash = newest.hash();
    return new ChainView(
        ChainHead.of(newest.block(), hash, state.store()).edited(editedState(state.store())),
        states.add(state),
        oldestState,
        genesisState,
        blocks);
  }

  private void announce(NewHead news) {
    for (HeadListener listener : listeners) {
      try {
        listener.onNewHead(news);
      } catch (RuntimeException failure) {
        LOG.log(
            System.Logger.Level.WARNING,
            "a listener failed at block " + news.head().number(),
            failure);
      }
    }
  }

  /// A block to build on, with the state after it.
  record Parent(Header header, StateStore state) {}

  /// The head, whose state is the one that no edit has touched.
  Parent headAsParent() {
    ChainHead head = head();
    return new Parent(head.header(), head.ownStore());
  }

  private Parent parent(Hash hash) {
    if (hash.equals(head().hash())) {
      return headAsParent();
    }
    Optional<SideBlocks.Side> side = sides.findExecuted(hash);
    if (side.isPresent()) {
      return new Parent(side.get().block().header(), side.get().state());
    }
    if (view.state(hash) instanceof StateLookup.Found(Header header, StateStore state)) {
      return new Parent(header, state);
    }
    if (sides.find(hash).isPresent()) {
      executeAside(sides.find(hash).get(), hash);
      return parent(hash);
    }
    throw new IllegalArgumentException(
        "no block can be tried out on " + hash + ": the state after it is not kept");
  }

  /// Executes a block again that was put aside before the node started.
  private void executeAside(Block block, Hash hash) {
    switch (check(block.draft())) {
      case Verdict.Valid(Executed executed) ->
          write(
              () -> "block " + block.number(),
              _ -> {
                layAside(block, hash, executed);
                return true;
              });
      case Verdict.BadTransaction bad -> throw notTheSame(block, bad.words());
      case Verdict.BadHeader bad -> throw notTheSame(block, bad.words());
    }
  }

  private ChainFault notTheSame(Block block, String words) {
    return stop(
        "block " + block.number(),
        new IllegalStateException("it was valid before and is not any more: " + words));
  }

  /// Does it when the turn comes. What it finds of the chain stays so until it is done.
  <T> T inTurn(Supplier<T> work) {
    turn.lock();
    try {
      if (isClosed) {
        throw new IllegalStateException("the chain is closed");
      }
      if (fault.isDone()) {
        throw fault.join();
      }
      return work.get();
    } finally {
      turn.unlock();
    }
  }

  /// Has the writer do it, and waits. Called in the turn.
  ///
  /// @param what is being done, asked after a failure
  private <T> T write(Supplier<String> what, Function<BlockProcessor, T> work) {
    try {
      return onWriter(machine -> work.apply(new BlockProcessor(rules, machine, codes))).join();
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof DiskFullException full) {
        throw full;
      }
      if (failure.getCause() instanceof TooFarBackException tooFar) {
        throw tooFar;
      }
      throw stop(what.get(), failure.getCause() == null ? failure : failure.getCause());
    }
  }

  private <T> CompletableFuture<T> onWriter(Function<ContractMachine, T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    writer.execute(machine -> {
      try {
        result.complete(work.apply(machine));
      } catch (Throwable failure) {
        result.completeExceptionally(failure);
      }
    });
    return result;
  }

  private ChainFault stop(String what, Throwable failure) {
    ChainFault stopped =
        new ChainFault(
            what
                + ": the node itself failed: "
                + failure
                + "; nothing of the block is kept, the chain stands at block "
                + head().number(),
            failure);
    fault.complete(stopped);
    return stopped;
  }

  /// What an engine offers, with a memory of what was taken last.
  private static final class Offered implements Iterator<SignedTransaction> {
    private final Iterator<SignedTransaction> offered;
    private volatile @Nullable SignedTransaction latest;

    Offered(Iterator<SignedTransaction> offered) {
      this.offered = offered;
    }

    @Override
    public boolean hasNext() {
      return offered.hasNext();
    }

    @Override
    public SignedTransaction next() {
      SignedTransaction next = offered.next();
      latest = next;
      return next;
    }

    String latest() {
      SignedTransaction taken = latest;
      return taken == null ? "" : ", transaction " + taken.hash();
    }
  }
}
