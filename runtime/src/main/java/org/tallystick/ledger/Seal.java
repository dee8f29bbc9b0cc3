package org.tallystick.ledger;

import java.util.Optional;
import org.tallystick.bytes.Address;
import org.tallystick.crypto.KeyPair;
import org.tallystick.crypto.Secp256k1;
import org.tallystick.crypto.Signature;

/// An engine's word that a block is part of the chain. Each engine has its own.
public sealed interface Seal {
  /// Of the first block: nobody's word is needed, since everybody computes it from the genesis
  /// file.
  record Genesis() implements Seal {}

  /// Of a chain that one node makes: its signature of the header's hash.
  record Signed(Signature signature) implements Seal {
    /// Seals a block with this header.
    public static Signed by(KeyPair node, Header header) {
      return new Signed(node.sign(header.hash()));
    }

    /// The address of the key that sealed; empty where no key can have.
    public Optional<Address> signer(Header header) {
      return Secp256k1.recoverAddress(header.hash(), signature);
    }
  }
}
