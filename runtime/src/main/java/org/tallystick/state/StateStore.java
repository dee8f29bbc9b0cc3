package org.tallystick.state;

import java.util.List;
import java.util.Optional;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;

/// The state after some block as it is kept: flat values by hashed keys, and the inner nodes of the
/// tries over them by their path. For reading only; what a block changes is a [StateUpdate], which
/// whoever keeps the store makes durable at once with the block.
///
/// The flat values are the truth. The nodes can be built from them, and no value is stored in a
/// node again: a leaf is the flat value whose key begins with the leaf's path.
///
/// A store never changes while it is held, and many threads may read it.
public interface StateStore {
  /// A flat value and its key.
  record Entry(Hash key, Bytes value) {}

  /// Root of the account trie.
  Hash root();

  /// An account in flat form.
  ///
  /// @param accountKey Keccak-256 of the address
  Optional<Bytes> account(Hash accountKey);

  /// The first accounts in a range of keys, in the order of their keys.
  ///
  /// @param first lowest key of the range
  /// @param last highest key of the range, itself included
  /// @param entriesMax how many to give at most
  List<Entry> accounts(Hash first, Hash last, int entriesMax);

  /// A storage slot's value, big-endian without leading zeroes; absent where it is zero.
  Optional<Bytes> slot(SlotKey key);

  /// The first slots of an account in a range of keys, in the order of their keys, each with the
  /// slot's part of the key.
  ///
  /// @param first lowest key of the range
  /// @param last highest key of the range, itself included
  /// @param entriesMax how many to give at most
  List<Entry> slots(Hash accountKey, Hash first, Hash last, int entriesMax);

  /// An inner node as [StateUpdate#nodes()] wrote it.
  Optional<Bytes> node(NodeKey key);

  /// The code with this hash.
  Optional<Bytes> code(Hash codeHash);

  /// Branches that were read or made before, shared by all states of one chain.
  BranchCache branches();
}
