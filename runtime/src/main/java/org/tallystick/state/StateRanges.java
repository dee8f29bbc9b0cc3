package org.tallystick.state;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.state.StateStore.Entry;

/// Reads out of a state what a node that joins asks for, by the rules of the [snap
/// protocol](https://github.com/ethereum/devp2p/blob/master/caps/snap.md): as many values as fit,
/// one at least where there is one, and the ways to the lowest key that was asked for and to the
/// last that is given.
///
/// Whoever asks is a stranger, so no answer is much longer than [#BYTES_MAX], whatever he asks for.
public final class StateRanges {
  /// Bytes of values in an answer, but for the last.
  static final int BYTES_MAX = StateRange.BYTES_MAX / 2;

  /// Hashes of code that are looked up for one answer.
  static final int CODES_MAX = 1_024;

  private static final int ENTRIES_AT_ONCE = 256;

  private interface Values {
    List<Entry> from(Hash first);
  }

  private StateRanges() {}

  /// The first accounts in a range of keys.
  ///
  /// @param last highest key of the range, itself included
  /// @param bytesMax stop when the answer has so many
  public static StateRange accounts(StateStore state, Hash first, Hash last, int bytesMax) {
    Found found =
        read(start -> state.accounts(start, last, ENTRIES_AT_ONCE), first, last, bytesMax);
    return prove(TrieReader.ofAccounts(state), state.root(), found, first, last);
  }

  /// The first slots of an account in a range of keys. An account that is not there has none.
  ///
  /// @param last highest key of the range, itself included
  /// @param bytesMax stop when the answer has so many
  public static StateRange slots(
      StateStore state, Hash accountKey, Hash first, Hash last, int bytesMax) {
    Hash root =
        state
            .account(accountKey)
            .map(flat -> AccountCodec.fromFlat(accountKey, flat).storageRoot())
            .orElse(Account.NO_STORAGE);
    Found found =
        read(start -> state.slots(accountKey, start, last, ENTRIES_AT_ONCE), first, last, bytesMax);
    return prove(TrieReader.ofStorage(state, accountKey), root, found, first, last);
  }

  /// The codes with these hashes, in their order, without those that are not there.
  ///
  /// @param bytesMax stop when the answer has so many
  public static List<Bytes> codes(StateStore state, List<Hash> hashes, int bytesMax) {
    int bytes = 0;
    List<Bytes> codes = new ArrayList<>();
    for (Hash hash : hashes.subList(0, Math.min(hashes.size(), CODES_MAX))) {
      Optional<Bytes> code = state.code(hash);
      if (code.isPresent()) {
        codes.add(code.get());
        bytes += code.get().length();
        if (bytes >= Math.min(bytesMax, BYTES_MAX)) {
          break;
        }
      }
    }
    return codes;
  }

  /// What was read of a range.
  ///
  /// @param isAll whether the range holds no more
  private record Found(List<Entry> entries, boolean isAll) {}

  private static Found read(Values values, Hash first, Hash last, int bytesMax) {
    long bytes = 0;
    List<Entry> entries = new ArrayList<>();
    Optional<Hash> next = Optional.of(first);
    while (next.isPresent()) {
      List<Entry> some = values.from(next.get());
      for (Entry entry : some) {
        entries.add(entry);
        bytes += Hash.LENGTH + entry.value().length();
        if (bytes >= Math.min(bytesMax, BYTES_MAX)) {
          return new Found(entries, false);
        }
      }
      next =
          some.size() < ENTRIES_AT_ONCE
              ? Optional.empty()
              : HashedKeys.after(some.getLast().key()).filter(key -> key.compareTo(last) <= 0);
    }
    return new Found(entries, true);
  }

  private static StateRange prove(
      TrieReader reader, Hash root, Found found, Hash first, Hash last) {
    boolean isWholeTrie =
        found.isAll && first.equals(HashedKeys.FIRST) && last.equals(HashedKeys.LAST);
    if (isWholeTrie) {
      return new StateRange(found.entries, List.of());
    }
    Hash end = found.entries.isEmpty() ? last : found.entries.getLast().key();
    SequencedSet<Bytes> nodes = new LinkedHashSet<>(TrieProver.prove(reader, root, first));
    nodes.addAll(TrieProver.prove(reader, root, end));
    return new StateRange(found.entries, List.copyOf(nodes));
  }
}
