package org.tallystick.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.state.StateStore.Entry;
import org.tallystick.trie.RangeProof;

/// Values of one of the state's tries whose keys follow each other, with what shows that none is
/// left out, added or changed: what a node that joins is told by those that are there.
///
/// An answer speaks of the keys from the lowest that was asked for up to that of its last entry,
/// or, without entries, up to the highest that was asked for. Whether more follows, the proof says,
/// so nobody has to be believed.
///
/// @param entries in flat form, in the order of their keys
/// @param proof nodes of the trie on the ways to the lowest key that was asked for and to the last
///   entry's; none where the entries are the whole trie
public record StateRange(List<Entry> entries, List<Bytes> proof) {
  /// More is not looked at. What is served is half of it at most, and two ways from the root down.
  public static final int BYTES_MAX = 1 << 20;

  /// What a value or a node takes besides its bytes, so that empty ones count too: their length.
  private static final int ITEM_BYTES = 4;

  public StateRange {
    entries = List.copyOf(entries);
    proof = List.copyOf(proof);
  }

  /// What an answer is worth.
  public sealed interface Verdict {
    /// The entries are all that there are.
    ///
    /// @param next the lowest key that was asked for and is still open; absent where none is
    record Complete(Optional<Hash> next) implements Verdict {}

    /// The answer is worth nothing.
    ///
    /// @param reason for people
    record Invalid(String reason) implements Verdict {}
  }

  private interface TrieForm {
    /// @throws CorruptStateException where the value is not in flat form
    Bytes of(Entry entry);
  }

  /// Checks an answer that speaks of accounts. Never throws, whatever it holds.
  ///
  /// @param first lowest key that was asked for
  /// @param last highest key that was asked for, itself included
  public Verdict verifyAccounts(Hash stateRoot, Hash first, Hash last) {
    return verify(stateRoot, first, last, StateRange::accountInTrie);
  }

  /// Checks an answer that speaks of an account's slots. Never throws, whatever it holds.
  ///
  /// @param first lowest key that was asked for
  /// @param last highest key that was asked for, itself included
  public Verdict verifySlots(Hash accountKey, Hash storageRoot, Hash first, Hash last) {
    return verify(
        storageRoot,
        first,
        last,
        slot -> {
          SlotCodec.fromFlat(new SlotKey(accountKey, slot.key()), slot.value());
          return SlotCodec.toTrie(slot.value());
        });
  }

  private static Bytes accountInTrie(Entry entry) {
    Account account = AccountCodec.fromFlat(entry.key(), entry.value());
    if (!AccountCodec.toFlat(account).equals(entry.value())) {
      // The trie would not tell it from the one form that is stored.
      throw new CorruptStateException("the account under the key " + entry.key() + " is too long");
    }
    return AccountCodec.toTrie(account);
  }

  private Verdict verify(Hash root, Hash first, Hash last, TrieForm form) {
    long bytes = bytes();
    if (bytes > BYTES_MAX) {
      return new Verdict.Invalid("it has " + bytes + " bytes, at most " + BYTES_MAX + " are taken");
    }
    List<RangeProof.Entry> inTrie = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      try {
        inTrie.add(new RangeProof.Entry(entry.key().bytes(), form.of(entry)));
      } catch (CorruptStateException notInForm) {
        return new Verdict.Invalid(
            "the value under the key " + entry.key() + " is none, or not in its shortest form");
      }
    }
    Hash end = entries.isEmpty() ? last : entries.getLast().key();
    if (end.compareTo(last) > 0) {
      return new Verdict.Invalid("the key " + end + " was not asked for");
    }
    return switch (RangeProof.verify(root, first.bytes(), end.bytes(), inTrie, proof)) {
      case RangeProof.Verdict.Complete(boolean hasMore) ->
          new Verdict.Complete(
              hasMore
                  ? HashedKeys.after(end).filter(next -> next.compareTo(last) <= 0)
                  : Optional.empty());
      case RangeProof.Verdict.Invalid(String reason) -> new Verdict.Invalid(reason);
    };
  }

  private long bytes() {
    long bytes = 0;
    for (Entry entry : entries) {
      bytes += Hash.LENGTH + ITEM_BYTES + entry.value().length();
    }
    for (Bytes node : proof) {
      bytes += ITEM_BYTES + node.length();
    }
    return bytes;
  }
}
