package org.tallystick.state;

import java.util.Optional;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.trie.Nibbles;

/// Names an inner node of the state's tries by its place. A node that changes keeps its key, so
/// that the new one takes the place of the old and nothing is left behind.
///
/// @param account whose storage trie it belongs to, Keccak-256 of the address; absent for the
///   account trie
/// @param position the path from the root down to where its parent refers to it
public record NodeKey(Optional<Hash> account, Nibbles position) implements Comparable<NodeKey> {
  private static final byte ACCOUNTS = 0;
  private static final byte STORAGE = 1;

  /// The key in a store: which trie, the digits of the position packed two to a byte, their number.
  /// Nodes of one trie lie together, and so do, from every second level on, those of a subtree.
  public Bytes toBytes() {
    int trieLength = account.isPresent() ? 1 + Hash.LENGTH : 1;
    byte[] key = new byte[trieLength + Nibbles.packedLength(position.length()) + 1];
    key[0] = account.isPresent() ? STORAGE : ACCOUNTS;
    account.ifPresent(hash -> hash.bytes().copyTo(key, 1));
    position.packTo(key, trieLength);
    key[key.length - 1] = (byte) position.length();
    return Bytes.wrap(key);
  }

  /// The account trie first, then storage tries by account; within a trie by position.
  @Override
  public int compareTo(NodeKey other) {
    int byTrie = account.orElse(Hash.ZERO).compareTo(other.account.orElse(Hash.ZERO));
    if (byTrie == 0) {
      byTrie = Boolean.compare(account.isPresent(), other.account.isPresent());
    }
    return byTrie != 0 ? byTrie : position.compareTo(other.position);
  }

  @Override
  public String toString() {
    String trie = account.map(hash -> "storage trie of " + hash).orElse("account trie");
    return trie + (position.isEmpty() ? ", at the root" : ", path " + position);
  }
}
