package org.tallystick.ledger;

import java.util.List;
import org.tallystick.bytes.Hash;

/// A link of the chain: a header, the transactions it commits to, and the engine's word for it.
///
/// @param seal beside the header, not in it, so that the hash is the same whoever seals
public record Block(Header header, List<SignedTransaction> transactions, Seal seal) {
  public Block {
    transactions = List.copyOf(transactions);
  }

  /// The hash of the header. Computed anew at each call.
  public Hash hash() {
    return header.hash();
  }

  public long number() {
    return header.number();
  }

  /// The block without its seal.
  public Draft draft() {
    return new Draft(header, transactions);
  }
}
