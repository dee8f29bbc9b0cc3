package org.tallystick.ledger;

import java.util.List;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.Keccak;
import org.tallystick.trie.MerkleTrie;

/// A transaction that somebody might send: no key has signed it. Zeroes stand where a signature
/// would, so no chain takes it.
///
/// @param encoded as a signed one travels
/// @param hash Keccak-256 of the encoding; another than after signing
public record UnsignedTransaction(Transaction payload, Address sender, Bytes encoded, Hash hash) {
  public static UnsignedTransaction of(Transaction payload, Address sender) {
    Bytes encoded = TransactionCodec.encodeUnsigned(payload);
    return new UnsignedTransaction(payload, sender, encoded, Keccak.hash(encoded));
  }

  /// The root of a block of these, see [TransactionCodec#root].
  public static Hash root(List<UnsignedTransaction> transactions) {
    return MerkleTrie.orderedRoot(transactions.stream().map(UnsignedTransaction::encoded).toList());
  }
}
