package org.tallystick.node.pool;

import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Keccak;
import org.tallystick.execution.FeeRules;
import org.tallystick.execution.Invalid;
import org.tallystick.execution.Validation;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.node.chain.ChainHead;
import org.tallystick.node.chain.ChainReader;
import org.tallystick.node.chain.NewHead;
import org.tallystick.node.chain.Subscription;
import org.tallystick.state.Account;

/// Transactions that wait for a block. Safe to share between threads.
///
/// **Who comes in.** A transaction that would be valid in a block after its sender's others, and
/// that its sender can pay for together with all his others here. One with a nonce that is taken
/// here must outbid the other in both fees.
///
/// **Who comes out.** Transactions without a nonce missing before them are executable, the others
/// are queued. Executable ones come out by what they leave to the proposer, then by arrival, those
/// of one sender by nonce.
///
/// **Who gives way.** When there is no room, the account with the most transactions loses its last
/// one, be that the newcomer itself: so what one sender sends, however much, takes from no other
/// his share. Executable and queued transactions have rooms of their own, and a queued one never
/// drives an executable one out.
///
/// With every new head only the accounts that it changed are looked at again.
public final class TransactionPool {
  /// How often the pool looks for transactions that have waited too long.
  private static final long SWEEP_EVERY_SECONDS = 60;

  private static final System.Logger LOG = System.getLogger(TransactionPool.class.getName());

  private final PoolRules rules;
  private final InstantSource clock;
  private final long chainId;
  private final List<PendingListener> listeners = new CopyOnWriteArrayList<>();

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Hash, Waiting> byHash = new HashMap<>();

  /// By Keccak-256 of the address, as the state knows accounts. None is empty.
  private final Map<Hash, SenderQueue> senders = new HashMap<>();

  private ChainHead head;
  private U256 nextBaseFeePerGasWei;
  private long nextGasLimit;
  private U256 minGasPriceWei = U256.ZERO;

  /// What waits, where it has been asked for since it last changed.
  private @Nullable PoolMemory memory;

  private int executableCount;
  private long arrivals;
  private Instant lastSweep;

  /// A pool that follows the chain from its head on.
  ///
  /// @param clock tells how long a transaction has waited
  @SuppressWarnings("this-escape") // The chain's first call comes through the lock.
  public TransactionPool(ChainReader chain, PoolRules rules, InstantSource clock) {
    this.rules = rules;
    this.clock = clock;
    this.chainId = chain.rules().chainId();
    this.lastSweep = clock.instant();
    lock.lock();
    try {
      chain.listen(this::onNewHead);
      this.head = chain.head();
      expectWhatFollows();
    } finally {
      lock.unlock();
    }
  }

  /// Takes a transaction in, or says why not.
  public Admission add(SignedTransaction transaction) {
    Optional<Invalid> unsigned = Validation.signed(transaction);
    return unsigned.isPresent()
        ? new Admission.Rejected(unsigned.get())
        : addWhoeverSent(transaction);
  }

  /// Takes a transaction in that may be impersonated, as only a development chain has them.
  public Admission addWhoeverSent(SignedTransaction transaction) {
    Optional<Invalid> invalid = Validation.alone(transaction, chainId, nextGasLimit());
    if (invalid.isPresent()) {
      return new Admission.Rejected(invalid.get());
    }
    List<Waiting> executable = new ArrayList<>();
    Admission admission;
    lock.lock();
    try {
      sweep();
      admission = admit(transaction, executable);
    } finally {
      lock.unlock();
    }
    tell(executable);
    return admission;
  }

  /// The first transaction that could be in a block with this base fee.
  public Optional<SignedTransaction> best(U256 baseFeePerGasWei) {
    Comparator<Waiting> order = order(baseFeePerGasWei);
    lock.lock();
    try {
      Waiting best = null;
      for (SenderQueue sender : senders.values()) {
        Waiting first = sender.first();
        if (first != null
            && first.pays(baseFeePerGasWei)
            && (best == null || order.compare(first, best) < 0)) {
          best = first;
        }
      }
      return Optional.ofNullable(best).map(Waiting::transaction);
    } finally {
      lock.unlock();
    }
  }

  /// All transactions that could be in a block with this base fee, the best first. What comes and
  /// goes meanwhile may be seen or not. The iterator belongs to one thread.
  public Iterator<SignedTransaction> inOrder(U256 baseFeePerGasWei) {
    lock.lock();
    try {
      List<SenderQueue> present = new ArrayList<>(senders.values());
      return new BestFirst(lock, present, baseFeePerGasWei, order(baseFeePerGasWei));
    } finally {
      lock.unlock();
    }
  }

  /// The base fee of the block after the head.
  public U256 nextBaseFeePerGasWei() {
    lock.lock();
    try {
      return nextBaseFeePerGasWei;
    } finally {
      lock.unlock();
    }
  }

  /// The nonce that the account's next transaction should have: after those in the chain and those
  /// executable here.
  public long nextNonce(Address account) {
    lock.lock();
    try {
      SenderQueue sender = senders.get(key(account));
      return sender != null ? sender.nextNonce() : accountOf(account).nonce();
    } finally {
      lock.unlock();
    }
  }

  public Optional<SignedTransaction> find(Hash hash) {
    lock.lock();
    try {
      return Optional.ofNullable(byHash.get(hash)).map(Waiting::transaction);
    } finally {
      lock.unlock();
    }
  }

  public PoolStatus status() {
    lock.lock();
    try {
      return new PoolStatus(executableCount, byHash.size() - executableCount);
    } finally {
      lock.unlock();
    }
  }

  public PoolContent content() {
    lock.lock();
    try {
      return new PoolContent(bySender(SenderQueue::executable), bySender(SenderQueue::queued));
    } finally {
      lock.unlock();
    }
  }

  /// Takes a transaction out that turned out to be of no use.
  public void drop(SignedTransaction transaction) {
    lock.lock();
    try {
      Waiting waiting = byHash.get(transaction.hash());
      if (waiting != null) {
        remove(sender(transaction), waiting);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Tells of every transaction that becomes executable, until the subscription is closed.
  public Subscription listen(PendingListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /// Takes note of what the next block will have that does not follow from the head. Once there is
  /// another block, what follows from it counts again.
  public void expect(Optional<U256> baseFeePerGasWei, OptionalLong gasLimit) {
    lock.lock();
    try {
      expectWhatFollows();
      nextBaseFeePerGasWei = baseFeePerGasWei.orElse(nextBaseFeePerGasWei);
      nextGasLimit = gasLimit.orElse(nextGasLimit);
    } finally {
      lock.unlock();
    }
  }

  /// Takes in nothing from now on that pays less for its gas.
  public void requireGasPrice(U256 minWei) {
    lock.lock();
    try {
      minGasPriceWei = minWei;
    } finally {
      lock.unlock();
    }
  }

  /// What waits now. Costs nothing where it is what waited when it was last asked for.
  public PoolMemory remember() {
    lock.lock();
    try {
      if (memory == null) {
        memory =
            new PoolMemory(
                byHash.values().stream()
                    .sorted(Comparator.comparingLong(Waiting::arrival))
                    .map(Waiting::transaction)
                    .toList());
      }
      return memory;
    } finally {
      lock.unlock();
    }
  }

  /// Has in the place of what waits what waited then, as far as it is still valid.
  public void bringBack(PoolMemory then) {
    List<Waiting> executable = new ArrayList<>();
    lock.lock();
    try {
      if (then.equals(memory)) {
        return;
      }
      byHash.clear();
      senders.clear();
      executableCount = 0;
      then.transactions().forEach(transaction -> admit(transaction, executable));
      memory = byHash.size() == then.transactions().size() ? then : null;
    } finally {
      lock.unlock();
    }
    tell(executable);
  }

  private void expectWhatFollows() {
    nextBaseFeePerGasWei = FeeRules.nextBaseFeePerGasWei(head.header());
    nextGasLimit = head.header().gasLimit();
  }

  private long nextGasLimit() {
    lock.lock();
    try {
      return nextGasLimit;
    } finally {
      lock.unlock();
    }
  }

  private Admission admit(SignedTransaction transaction, List<Waiting> executable) {
    if (byHash.containsKey(transaction.hash())) {
      return new Admission.AlreadyKnown(transaction.hash());
    }
    SenderQueue sender = sender(transaction);
    Optional<Invalid> invalid =
        Validation.againstSender(transaction, sender.account()).or(() -> belowBaseFee(transaction));
    if (invalid.isPresent()) {
      return new Admission.Rejected(invalid.get());
    }
    Waiting newcomer =
        new Waiting(transaction, arrivals++, clock.instant(), transaction.payload().maxCostWei());
    Optional<PoolRefusal> refusal =
        belowMinimum(transaction)
            .or(() -> underpriced(newcomer, sender))
            .or(() -> overdraft(newcomer, sender))
            .or(() -> tooManyQueued(newcomer, sender));
    if (refusal.isPresent()) {
      return new Admission.Refused(refusal.get());
    }
    executable.addAll(put(sender, newcomer));
    return makeRoom(newcomer, executable)
        .<Admission>map(Admission.Refused::new)
        .orElseGet(() -> new Admission.Accepted(sender.isExecutable(newcomer)));
  }

  private Optional<Invalid> belowBaseFee(SignedTransaction transaction) {
    U256 maxFeePerGasWei = transaction.payload().maxFeePerGasWei();
    return !rules.waitsForBaseFee() && maxFeePerGasWei.isLessThan(nextBaseFeePerGasWei)
        ? Optional.of(
            new Invalid.MaxFeeBelowBaseFee(
                transaction.sender(), maxFeePerGasWei, nextBaseFeePerGasWei))
        : Optional.empty();
  }

  private Optional<PoolRefusal> belowMinimum(SignedTransaction transaction) {
    U256 maxFeePerGasWei = transaction.payload().maxFeePerGasWei();
    return maxFeePerGasWei.isLessThan(minGasPriceWei)
        ? Optional.of(new PoolRefusal.BelowMinimum(maxFeePerGasWei, minGasPriceWei))
        : Optional.empty();
  }

  private Optional<PoolRefusal> underpriced(Waiting newcomer, SenderQueue sender) {
    Waiting present = sender.at(newcomer.nonce());
    if (present == null) {
      return Optional.empty();
    }
    BigInteger maxFeeNeeded = bumped(present.maxFeePerGasWei());
    BigInteger tipNeeded = bumped(present.maxPriorityFeePerGasWei());
    boolean isEnough =
        newcomer.maxFeePerGasWei().value().compareTo(maxFeeNeeded) >= 0
            && newcomer.maxPriorityFeePerGasWei().value().compareTo(tipNeeded) >= 0;
    return isEnough
        ? Optional.empty()
        : Optional.of(
            new PoolRefusal.ReplacementUnderpriced(
                newcomer.maxFeePerGasWei(),
                maxFeeNeeded,
                newcomer.maxPriorityFeePerGasWei(),
                tipNeeded));
  }

  /// What outbids a fee: so many percent more, rounded down, but always more.
  private BigInteger bumped(U256 wei) {
    BigInteger percent = BigInteger.valueOf(100L + rules.bumpPercent());
    BigInteger bumped = wei.value().multiply(percent).divide(BigInteger.valueOf(100));
    return bumped.max(wei.value().add(BigInteger.ONE));
  }

  private static Optional<PoolRefusal> overdraft(Waiting newcomer, SenderQueue sender) {
    Waiting replaced = sender.at(newcomer.nonce());
    BigInteger othersWei =
        replaced == null ? sender.costWei() : sender.costWei().subtract(replaced.costWei());
    U256 balanceWei = sender.account().balanceWei();
    return othersWei.add(newcomer.costWei()).compareTo(balanceWei.value()) <= 0
        ? Optional.empty()
        : Optional.of(
            new PoolRefusal.Overdraft(sender.sender(), balanceWei, othersWei, newcomer.costWei()));
  }

  private Optional<PoolRefusal> tooManyQueued(Waiting newcomer, SenderQueue sender) {
    boolean isQueued = Long.compareUnsigned(newcomer.nonce(), sender.nextNonce()) > 0;
    return isQueued
            && sender.at(newcomer.nonce()) == null
            && sender.queuedCount() >= rules.queuedPerAccountMax()
        ? Optional.of(
            new PoolRefusal.TooManyQueued(
                sender.sender(), rules.queuedPerAccountMax(), sender.nextNonce()))
        : Optional.empty();
  }

  /// @return what became executable by it
  private List<Waiting> put(SenderQueue sender, Waiting newcomer) {
    memory = null;
    Waiting replaced = sender.at(newcomer.nonce());
    if (replaced != null) {
      byHash.remove(replaced.transaction().hash());
    }
    executableCount -= sender.executableCount();
    List<Waiting> executable = sender.put(newcomer);
    executableCount += sender.executableCount();
    byHash.put(newcomer.transaction().hash(), newcomer);
    senders.put(key(sender.sender()), sender);
    return executable;
  }

  private void remove(SenderQueue sender, Waiting gone) {
    memory = null;
    executableCount -= sender.executableCount();
    sender.remove(gone);
    executableCount += sender.executableCount();
    byHash.remove(gone.transaction().hash());
    if (sender.isEmpty()) {
      senders.remove(key(sender.sender()));
    }
  }

  /// Drops transactions until there are no more than there is room for.
  ///
  /// @param executable what became executable by the newcomer; what is dropped is taken out of it
  /// @return a refusal, where the newcomer itself was dropped
  private Optional<PoolRefusal> makeRoom(Waiting newcomer, List<Waiting> executable) {
    while (executableCount > rules.executableMax()) {
      Waiting gone = greediest(SenderQueue::executableCount, SenderQueue::lastExecutable);
      // Where nobody has more than his share, the newcomer is the one too many.
      if (gone.equals(newcomer) || !isOverShare(gone)) {
        remove(sender(newcomer.transaction()), newcomer);
        executable.clear();
        return Optional.of(new PoolRefusal.PoolFull("executable", rules.executableMax()));
      }
      remove(sender(gone.transaction()), gone);
      executable.remove(gone);
    }
    while (byHash.size() - executableCount > rules.queuedMax()) {
      Waiting gone = greediest(SenderQueue::queuedCount, SenderQueue::lastQueued);
      remove(sender(gone.transaction()), gone);
      if (gone.equals(newcomer)) {
        return Optional.of(new PoolRefusal.PoolFull("queued", rules.queuedMax()));
      }
    }
    return Optional.empty();
  }

  private boolean isOverShare(Waiting waiting) {
    return sender(waiting.transaction()).executableCount() > rules.executablePerAccountKept();
  }

  /// The last transaction of the account that has the most; of several, the one that bids least.
  private Waiting greediest(
      Function<SenderQueue, Integer> count, Function<SenderQueue, @Nullable Waiting> last) {
    Waiting greediest = null;
    int most = 0;
    for (SenderQueue sender : senders.values()) {
      Waiting candidate = last.apply(sender);
      int has = count.apply(sender);
      if (candidate != null
          && (has > most || (has == most && greediest != null && bidsLess(candidate, greediest)))) {
        greediest = candidate;
        most = has;
      }
    }
    if (greediest == null) {
      throw new IllegalStateException("the pool is over its limit and empty");
    }
    return greediest;
  }

  private static boolean bidsLess(Waiting one, Waiting other) {
    int byTip = one.maxPriorityFeePerGasWei().compareTo(other.maxPriorityFeePerGasWei());
    return byTip != 0 ? byTip < 0 : one.arrival() > other.arrival();
  }

  private void onNewHead(NewHead news) {
    List<Waiting> executable = new ArrayList<>();
    lock.lock();
    try {
      boolean isOtherBlock = !news.head().hash().equals(head.hash());
      head = news.head();
      if (isOtherBlock) {
        expectWhatFollows();
      }
      boolean mayAllHaveChanged = news.cause() == NewHead.Cause.RESTARTED;
      for (Hash changed :
          mayAllHaveChanged ? List.copyOf(senders.keySet()) : news.changedAccounts()) {
        SenderQueue sender = senders.get(changed);
        if (sender != null) {
          executable.addAll(lookAgain(sender));
        }
      }
      sweep();
    } finally {
      lock.unlock();
    }
    tell(executable);
    if (news.cause() == NewHead.Cause.REORGANISED) {
      // Whatever left the chain with its block waits again, unless it is invalid now.
      news.removed().reversed().forEach(block -> block.transactions().forEach(this::add));
    }
  }

  /// @return what became executable without the pool having brought what was before it
  private List<Waiting> lookAgain(SenderQueue sender) {
    long nextBefore = sender.nextNonce();
    executableCount -= sender.executableCount();
    for (Waiting gone : sender.moveTo(accountOf(sender.sender()))) {
      memory = null;
      byHash.remove(gone.transaction().hash());
    }
    executableCount += sender.executableCount();
    if (sender.isEmpty()) {
      senders.remove(key(sender.sender()));
    }
    return sender.executableFrom(nextBefore);
  }

  /// Drops what has waited too long.
  private void sweep() {
    Instant now = clock.instant();
    if (now.isBefore(lastSweep.plusSeconds(SWEEP_EVERY_SECONDS))) {
      return;
    }
    lastSweep = now;
    Instant oldest = now.minus(rules.lifetime());
    for (Waiting waiting : List.copyOf(byHash.values())) {
      if (waiting.since().isBefore(oldest)) {
        remove(sender(waiting.transaction()), waiting);
      }
    }
  }

  private void tell(List<Waiting> executable) {
    for (Waiting waiting : executable) {
      for (PendingListener listener : listeners) {
        try {
          listener.onExecutable(waiting.transaction());
        } catch (RuntimeException fault) {
          LOG.log(System.Logger.Level.WARNING, "a listener to the pool failed", fault);
        }
      }
    }
  }

  private SortedMap<Address, List<SignedTransaction>> bySender(
      Function<SenderQueue, List<Waiting>> part) {
    SortedMap<Address, List<SignedTransaction>> transactions = new TreeMap<>();
    for (SenderQueue sender : senders.values()) {
      List<Waiting> waiting = part.apply(sender);
      if (!waiting.isEmpty()) {
        transactions.put(sender.sender(), waiting.stream().map(Waiting::transaction).toList());
      }
    }
    return transactions;
  }

  /// The sender's queue; a new one, not yet in the pool, where he has nothing here.
  private SenderQueue sender(SignedTransaction transaction) {
    Address address = transaction.sender();
    SenderQueue present = senders.get(key(address));
    return present != null ? present : new SenderQueue(address, accountOf(address));
  }

  private Account accountOf(Address address) {
    return head.state().account(address).orElse(Account.EMPTY);
  }

  private static Hash key(Address address) {
    return Keccak.hash(address.bytes());
  }

  private static Comparator<Waiting> order(U256 baseFeePerGasWei) {
    return Comparator.<Waiting, U256>comparing(waiting -> waiting.tipWei(baseFeePerGasWei))
        .reversed()
        .thenComparingLong(Waiting::arrival);
  }
}
