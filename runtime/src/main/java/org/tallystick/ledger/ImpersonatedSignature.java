package org.tallystick.ledger;

import org.tallystick.bytes.Address;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Signature;

/// What stands in the place of a signature where a development chain lets somebody act for an
/// account whose key nobody has: the account's address for `r`, and zero for `s`.
///
/// No key makes an `s` of zero, and no decoder of transactions takes one, so it cannot be taken for
/// a signature, nor a signature for it. The address makes the hash another for each sender, and
/// whoever hashes the transaction as it is shown gets the hash that it has.
final class ImpersonatedSignature {
  private ImpersonatedSignature() {}

  static Signature of(Address sender) {
    return new Signature(U256.fromBytes(sender.bytes()), U256.ZERO, 0);
  }

  static boolean is(Signature signature) {
    return signature.s().isZero();
  }

  /// @throws LedgerException where it names no address
  static Address sender(Signature signature) {
    Address sender = Address.fromLastBytes(Hash.wrap(signature.r().toWord()));
    if (!of(sender).equals(signature)) {
      throw new LedgerException(
          "transaction: r of a signature whose s is 0 is an address, and yParity 0; got r="
              + signature.r().toQuantity()
              + " yParity="
              + signature.yParity());
    }
    return sender;
  }
}
