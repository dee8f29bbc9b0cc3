package org.tallystick.ledger;

import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.Signature;

/// A transaction together with the account that signed it. Only [TransactionCodec] makes one, and
/// only after it recovered the sender, so whoever holds it need not check again; unless it is
/// [impersonated][#isImpersonated()], which no block takes whose maker does not allow it.
public final class SignedTransaction {
  private final Transaction payload;
  private final Signature signature;
  private final Hash hash;
  private final Address sender;
  private final Bytes encoded;

  SignedTransaction(
      Transaction payload, Signature signature, Hash hash, Address sender, Bytes encoded) {
    this.payload = payload;
    this.signature = signature;
    this.hash = hash;
    this.sender = sender;
    this.encoded = encoded;
  }

  public Transaction payload() {
    return payload;
  }

  public Signature signature() {
    return signature;
  }

  /// Keccak-256 of [#encoded()]: the name of the transaction.
  public Hash hash() {
    return hash;
  }

  /// Whether nobody signed it, and the sender is only named. Then the signature is one that no key
  /// can make, and the encoding is read where stored blocks are, and nowhere else.
  public boolean isImpersonated() {
    return ImpersonatedSignature.is(signature);
  }

  /// The account whose key made the signature, or that is impersonated.
  public Address sender() {
    return sender;
  }

  /// The transaction as it travels: RLP, with the type before it unless that is 0
  /// ([EIP-2718](https://eips.ethereum.org/EIPS/eip-2718)).
  public Bytes encoded() {
    return encoded;
  }

  /// Whether both are the same bytes, signature included.
  @Override
  public boolean equals(Object other) {
    return other instanceof SignedTransaction transaction && hash.equals(transaction.hash);
  }

  @Override
  public int hashCode() {
    return hash.hashCode();
  }

  @Override
  public String toString() {
    return "transaction " + hash + " from " + sender;
  }
}
