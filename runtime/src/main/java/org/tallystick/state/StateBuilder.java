package org.tallystick.state;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.trie.MerkleTrie;

/// Builds the nodes of a state from its flat values alone, in one pass: to begin from values that
/// came from elsewhere, to check those that are there, and as the last resort where nodes were
/// lost. Accounts come in the order of their keys, after each its slots in the order of theirs.
/// Belongs to one thread.
public final class StateBuilder {
  private static final int ENTRIES_AT_ONCE = 1_000;
  private static final Hash LAST_KEY = Hash.fromHex("0x" + "f".repeat(2 * Hash.LENGTH));

  private final BiConsumer<NodeKey, Bytes> nodes;
  private final TrieBuilder accounts;

  /// The account whose slots are coming.
  private @Nullable Hash latestKey;

  private Hash latestStorageRoot = Account.NO_STORAGE;
  private @Nullable TrieBuilder latestSlots;

  /// @param nodes takes the nodes that are to be stored, each once, in the order of no key
  public StateBuilder(BiConsumer<NodeKey, Bytes> nodes) {
    this.nodes = nodes;
    accounts = new TrieBuilder(Optional.empty(), nodes);
  }

  /// Adds an account.
  ///
  /// @param flat in flat form
  /// @throws IllegalArgumentException where the key is not above the one before
  /// @throws CorruptStateException where the account is unreadable, or the slots of the one before
  ///   do not give the storage root that it names
  public void account(Hash key, Bytes flat) {
    finishSlots();
    Account account = AccountCodec.fromFlat(key, flat);
    accounts.add(key, AccountCodec.toTrie(account));
    latestKey = key;
    latestStorageRoot = account.storageRoot();
  }

  /// Adds a slot of the account that was added last.
  ///
  /// @param flat without leading zeroes
  /// @throws IllegalArgumentException where the key is not above the one before, or it is another
  ///   account's
  /// @throws CorruptStateException where the value is unreadable
  public void slot(SlotKey key, Bytes flat) {
    if (latestKey == null || !key.account().equals(latestKey)) {
      throw new IllegalArgumentException(
          "the slot under the key "
              + key.toBytes()
              + " belongs to another account than "
              + latestKey);
    }
    if (latestSlots == null) {
      latestSlots = new TrieBuilder(Optional.of(key.account()), nodes);
    }
    SlotCodec.fromFlat(key, flat);
    latestSlots.add(key.slot(), SlotCodec.toTrie(flat));
  }

  /// Completes all tries.
  ///
  /// @return the state root
  /// @throws CorruptStateException where the slots of the last account do not give the storage root
  ///   that it names
  public Hash finish() {
    finishSlots();
    return accounts.finish();
  }

  private void finishSlots() {
    Hash root = latestSlots == null ? MerkleTrie.EMPTY_ROOT : latestSlots.finish();
    if (!root.equals(latestStorageRoot)) {
      throw new CorruptStateException(
          "the slots of the account under the key "
              + latestKey
              + " give the storage root "
              + root
              + ", the account names "
              + latestStorageRoot);
    }
    latestSlots = null;
  }

  /// Reads all values of a state and makes all nodes over them.
  ///
  /// @param values of which the flat ones are read, nothing else
  /// @param nodes takes the nodes that are to be stored, each once, in the order of no key
  /// @param progress takes the number of values read so far, from time to time
  /// @return the state root
  /// @throws CorruptStateException where a value is unreadable, or the slots of an account do not
  ///   give the storage root that it names
  public static Hash build(
      StateStore values, BiConsumer<NodeKey, Bytes> nodes, LongConsumer progress) {
    StateBuilder builder = new StateBuilder(nodes);
    Counter read = new Counter(progress);
    forEach(
        first -> values.accounts(first, LAST_KEY, ENTRIES_AT_ONCE),
        read,
        account -> {
          builder.account(account.key(), account.value());
          if (!builder.latestStorageRoot.equals(Account.NO_STORAGE)) {
            forEach(
                first -> values.slots(account.key(), first, LAST_KEY, ENTRIES_AT_ONCE),
                read,
                slot -> builder.slot(new SlotKey(account.key(), slot.key()), slot.value()));
          }
        });
    return builder.finish();
  }

  private interface Range {
    List<StateStore.Entry> from(Hash first);
  }

  private static final class Counter {
    private final LongConsumer progress;
    private long count;

    Counter(LongConsumer progress) {
      this.progress = progress;
    }

    void add(int more) {
      count += more;
      progress.accept(count);
    }
  }

  private static void forEach(Range range, Counter read, Consumer<StateStore.Entry> each) {
    Optional<Hash> first = Optional.of(Hash.ZERO);
    while (first.isPresent()) {
      List<StateStore.Entry> entries = range.from(first.get());
      entries.forEach(each);
      read.add(entries.size());
      first = entries.size() < ENTRIES_AT_ONCE ? Optional.empty() : after(entries.getLast().key());
    }
  }

  /// The next higher key; none after the last.
  private static Optional<Hash> after(Hash key) {
    byte[] next = key.toArray();
    for (int at = next.length - 1; at >= 0; at--) {
      next[at]++;
      if (next[at] != 0) {
        return Optional.of(Hash.wrap(next));
      }
    }
    return Optional.empty();
  }
}
