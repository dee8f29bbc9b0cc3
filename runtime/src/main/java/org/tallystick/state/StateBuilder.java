package org.tallystick.state;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;

/// Builds the nodes of a state from its flat values alone: to begin from values that came from
/// elsewhere, to check those that are there, and as the last resort where nodes were lost.
public final class StateBuilder {
  private static final int ENTRIES_AT_ONCE = 1_000;
  private static final Hash LAST_KEY = Hash.fromHex("0x" + "f".repeat(2 * Hash.LENGTH));

  private final StateStore values;
  private final BiConsumer<NodeKey, Bytes> nodes;
  private final LongConsumer progress;
  private long valuesRead;

  private StateBuilder(StateStore values, BiConsumer<NodeKey, Bytes> nodes, LongConsumer progress) {
    this.values = values;
    this.nodes = nodes;
    this.progress = progress;
  }

  /// Reads all values and makes all nodes over them.
  ///
  /// @param values of which the flat ones are read, nothing else
  /// @param nodes takes the nodes that are to be stored, each once, in the order of no key
  /// @param progress takes the number of values read so far, from time to time
  /// @return the state root
  /// @throws CorruptStateException where an account is unreadable, or its slots do not give the
  ///   storage root that it names
  public static Hash build(
      StateStore values, BiConsumer<NodeKey, Bytes> nodes, LongConsumer progress) {
    return new StateBuilder(values, nodes, progress).build();
  }

  private interface Range {
    List<StateStore.Entry> from(Hash first);
  }

  private Hash build() {
    TrieBuilder trie = new TrieBuilder(Optional.empty(), nodes);
    forEach(
        first -> values.accounts(first, LAST_KEY, ENTRIES_AT_ONCE),
        entry -> {
          Account account = AccountCodec.fromFlat(entry.key(), entry.value());
          if (!account.storageRoot().equals(Account.NO_STORAGE)) {
            requireStorage(entry.key(), account.storageRoot());
          }
          trie.add(entry.key(), AccountCodec.toTrie(account));
        });
    return trie.finish();
  }

  private void requireStorage(Hash account, Hash expected) {
    TrieBuilder trie = new TrieBuilder(Optional.of(account), nodes);
    forEach(
        first -> values.slots(account, first, LAST_KEY, ENTRIES_AT_ONCE),
        entry -> trie.add(entry.key(), SlotCodec.toTrie(entry.value())));
    Hash actual = trie.finish();
    if (!actual.equals(expected)) {
      throw new CorruptStateException(
          "the slots of the account under the key "
              + account
              + " give the storage root "
              + actual
              + ", the account names "
              + expected);
    }
  }

  private void forEach(Range range, Consumer<StateStore.Entry> each) {
    @Nullable Hash first = Hash.ZERO;
    while (first != null) {
      List<StateStore.Entry> entries = range.from(first);
      entries.forEach(each);
      valuesRead += entries.size();
      progress.accept(valuesRead);
      first = entries.size() < ENTRIES_AT_ONCE ? null : after(entries.getLast().key());
    }
  }

  /// The next higher key; none after the last.
  private static @Nullable Hash after(Hash key) {
    byte[] next = key.toArray();
    for (int at = next.length - 1; at >= 0; at--) {
      if (++next[at] != 0) {
        return Hash.wrap(next);
      }
    }
    return null;
  }
}
