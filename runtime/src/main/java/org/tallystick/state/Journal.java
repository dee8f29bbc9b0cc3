package org.tallystick.state;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.ledger.Log;

/// The state while a block changes it: reads fall through to the parent state, writes stay here,
/// and all that a transaction did can be undone back to any point of it. Belongs to one thread and
/// to one block.
///
/// Besides accounts and storage it remembers what Ethereum's prices ask for: which accounts and
/// slots the transaction has been at ([EIP-2929](https://eips.ethereum.org/EIPS/eip-2929)), what a
/// slot held when the transaction began ([EIP-2200](https://eips.ethereum.org/EIPS/eip-2200)), the
/// refund counter, which codes were loaded. It knows no price itself.
///
/// **Undoing.** Every change first notes on a list how to go back. A checkpoint is a length of that
/// list: taking one costs nothing, undoing costs what was changed since, whatever the state's size.
///
/// **A transaction's beginning.** What belongs to a transaction alone carries the number of that
/// transaction, and counts for nothing under another number. So beginning one does not walk over
/// what earlier ones touched.
public final class Journal {
  /// No transaction has this number.
  private static final long NEVER = -1;

  private final WorldState parent;
  private final Map<Address, Entry> entries = new HashMap<>();
  private final Map<Hash, Bytes> codes = new HashMap<>();

  /// How to go back, step by step, the latest last.
  private final List<Runnable> steps = new ArrayList<>();

  private final List<Log> logs = new ArrayList<>();
  private final Set<Hash> loadedCodes = new HashSet<>();
  private long refund;
  private long transaction;

  /// @param parent the state before the block
  public Journal(WorldState parent) {
    this.parent = parent;
  }

  /// A point of a transaction to come back to.
  ///
  /// @param transaction counted from the journal's beginning
  /// @param steps how many steps back there were
  public record Checkpoint(long transaction, int steps) {}

  /// Keeps what the transaction before did and forgets how to undo it; no account, slot or code has
  /// been visited, no log written, no refund earned.
  public void beginTransaction() {
    transaction++;
    steps.clear();
    logs.clear();
    loadedCodes.clear();
    refund = 0;
  }

  public Checkpoint checkpoint() {
    return new Checkpoint(transaction, steps.size());
  }

  /// Goes back to where the checkpoint was taken, in values, logs, refunds and visits alike.
  ///
  /// @throws IllegalStateException where the checkpoint is another transaction's, or was undone
  public void undo(Checkpoint to) {
    if (to.transaction != transaction || to.steps > steps.size()) {
      throw new IllegalStateException(
          to + " cannot be undone in transaction " + transaction + " at step " + steps.size());
    }
    for (int at = steps.size() - 1; at >= to.steps; at--) {
      steps.remove(at).run();
    }
  }

  /// The account as it is now; its storage root is still the parent's.
  public Account account(Address address) {
    return entry(address).account();
  }

  public U256 balance(Address address) {
    return entry(address).balanceWei;
  }

  public long nonce(Address address) {
    return entry(address).nonce;
  }

  public Hash codeHash(Address address) {
    return entry(address).codeHash;
  }

  public boolean hasCode(Address address) {
    return !entry(address).codeHash.equals(Account.NO_CODE);
  }

  /// Whether nothing was ever stored under the address: no nonce, no balance, no code
  /// ([EIP-161](https://eips.ethereum.org/EIPS/eip-161)).
  public boolean isEmpty(Address address) {
    return entry(address).account().isEmpty();
  }

  /// Whether an account can not be created here: there is a nonce or code
  /// ([EIP-684](https://eips.ethereum.org/EIPS/eip-684)), or storage
  /// ([EIP-7610](https://eips.ethereum.org/EIPS/eip-7610)).
  public boolean isTaken(Address address) {
    Entry entry = entry(address);
    return entry.nonce != 0
        || !entry.codeHash.equals(Account.NO_CODE)
        || !entry.storageRoot.equals(Account.NO_STORAGE);
  }

  /// The code with this hash.
  ///
  /// @throws IllegalStateException where no account has it
  public Bytes code(Hash codeHash) {
    Bytes code = codes.get(codeHash);
    return code != null ? code : parent.code(codeHash);
  }

  /// Adds to a balance. It stops at 2^256-1, which only a development chain that was handed more
  /// money than a genesis may hold can come to.
  public void credit(Address address, U256 wei) {
    Entry entry = entry(address);
    BigInteger sum = entry.balanceWei.value().add(wei.value());
    setBalance(entry, sum.bitLength() > U256.BITS ? U256.MAX : new U256(sum));
  }

  /// Takes from a balance.
  ///
  /// @throws IllegalStateException where there is less: whoever debits has looked before
  public void debit(Address address, U256 wei) {
    Entry entry = entry(address);
    if (entry.balanceWei.isLessThan(wei)) {
      throw new IllegalStateException(
          address + " has " + entry.balanceWei + " wei, cannot pay " + wei);
    }
    setBalance(entry, entry.balanceWei.minus(wei));
  }

  public void setNonce(Address address, long nonce) {
    Entry entry = entry(address);
    long before = entry.nonce;
    steps.add(() -> entry.nonce = before);
    entry.nonce = nonce;
  }

  /// Gives an account its code.
  ///
  /// @param codeHash Keccak-256 of the code
  public void setCode(Address address, Hash codeHash, Bytes code) {
    Entry entry = entry(address);
    Hash before = entry.codeHash;
    steps.add(() -> entry.codeHash = before);
    entry.codeHash = codeHash;
    codes.put(codeHash, code);
  }

  /// The storage slot, to be read and written until the transaction ends.
  public Slot slot(Address address, Hash key) {
    Entry entry = entry(address);
    Slot slot = entry.slots.get(key);
    if (slot == null) {
      slot = new Slot(parent.storage(address, key));
      entry.slots.put(key, slot);
    }
    if (slot.originalIn != transaction) {
      slot.originalIn = transaction;
      slot.original = slot.current;
    }
    return slot;
  }

  /// Visits an account.
  ///
  /// @return whether this was the transaction's first look at it
  public boolean visit(Address address) {
    Entry entry = entry(address);
    if (entry.visitedIn == transaction) {
      return false;
    }
    long before = entry.visitedIn;
    steps.add(() -> entry.visitedIn = before);
    entry.visitedIn = transaction;
    return true;
  }

  /// Takes note of a code that is about to run.
  ///
  /// @return whether this was the transaction's first use of it
  public boolean load(Hash codeHash) {
    if (!loadedCodes.add(codeHash)) {
      return false;
    }
    steps.add(() -> loadedCodes.remove(codeHash));
    return true;
  }

  /// Moves the refund counter.
  ///
  /// @param gas negative takes back what was added before
  public void addRefund(long gas) {
    if (gas == 0) {
      return;
    }
    long before = refund;
    steps.add(() -> refund = before);
    refund += gas;
  }

  /// The transaction's refund counter.
  public long refund() {
    return refund;
  }

  public void append(Log log) {
    steps.add(logs::removeLast);
    logs.add(log);
  }

  /// The transaction's logs, in the order they were written.
  public List<Log> logs() {
    return List.copyOf(logs);
  }

  /// What differs from the parent state now.
  public StateChanges changes() {
    SortedMap<Address, StateChanges.AccountChange> accounts = new TreeMap<>();
    Map<Hash, Bytes> newCodes = new HashMap<>();
    entries.forEach((address, entry) -> {
      SortedMap<Hash, StateChanges.SlotChange> slots = entry.changedSlots();
      Account account = entry.account();
      if (slots.isEmpty() && account.equals(entry.parent)) {
        return;
      }
      accounts.put(
          address, new StateChanges.AccountChange(present(entry.parent), present(account), slots));
      Bytes code = codes.get(account.codeHash());
      if (code != null) {
        newCodes.put(account.codeHash(), code);
      }
    });
    return new StateChanges(accounts, newCodes);
  }

  private static Optional<Account> present(Account account) {
    return account.isEmpty() ? Optional.empty() : Optional.of(account);
  }

  private void setBalance(Entry entry, U256 wei) {
    U256 before = entry.balanceWei;
    steps.add(() -> entry.balanceWei = before);
    entry.balanceWei = wei;
  }

  private Entry entry(Address address) {
    Entry entry = entries.get(address);
    if (entry == null) {
      entry = new Entry(parent.account(address).orElse(Account.EMPTY));
      entries.put(address, entry);
    }
    return entry;
  }

  /// An account under change.
  private static final class Entry {
    private final Account parent;
    private final Hash storageRoot;
    private final Map<Hash, Slot> slots = new HashMap<>();
    private long nonce;
    private U256 balanceWei;
    private Hash codeHash;
    private long visitedIn = NEVER;

    private Entry(Account parent) {
      this.parent = parent;
      storageRoot = parent.storageRoot();
      nonce = parent.nonce();
      balanceWei = parent.balanceWei();
      codeHash = parent.codeHash();
    }

    private Account account() {
      return new Account(nonce, balanceWei, storageRoot, codeHash);
    }

    private SortedMap<Hash, StateChanges.SlotChange> changedSlots() {
      SortedMap<Hash, StateChanges.SlotChange> changed = new TreeMap<>();
      slots.forEach((key, slot) -> {
        if (!slot.current.equals(slot.parent)) {
          changed.put(key, new StateChanges.SlotChange(slot.parent, slot.current));
        }
      });
      return changed;
    }
  }

  /// A storage slot under change. Good until its transaction ends.
  public final class Slot {
    private final U256 parent;
    private U256 original;
    private U256 current;
    private long originalIn = NEVER;
    private long visitedIn = NEVER;

    private Slot(U256 parent) {
      this.parent = parent;
      original = parent;
      current = parent;
    }

    /// What it held when the transaction began.
    public U256 original() {
      return original;
    }

    public U256 current() {
      return current;
    }

    /// Visits the slot.
    ///
    /// @return whether this was the transaction's first look at it
    public boolean visit() {
      if (visitedIn == transaction) {
        return false;
      }
      long before = visitedIn;
      steps.add(() -> visitedIn = before);
      visitedIn = transaction;
      return true;
    }

    public void write(U256 value) {
      U256 before = current;
      steps.add(() -> current = before);
      current = value;
    }
  }
}
