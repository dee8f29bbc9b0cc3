/// The hex Merkle-Patricia trie ([Yellow Paper](https://ethereum.github.io/yellowpaper/paper.pdf),
/// appendix D): a map from byte strings to byte strings whose root hash commits to all of it, with
/// proofs that a key has a value or has none. [org.tallystick.trie.MerkleTrie] holds a whole trie
/// in memory, for transactions and receipts and for checking; the chain's state has a trie of its
/// own, kept by path in a store, and shares paths, references and node encodings with this one.
@NullMarked
package org.tallystick.trie;

import org.jspecify.annotations.NullMarked;
