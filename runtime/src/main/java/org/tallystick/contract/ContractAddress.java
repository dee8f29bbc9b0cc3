package org.tallystick.contract;

import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.Keccak;
import org.tallystick.rlp.RlpWriter;

/// Where a new contract comes to live: derived from who creates it, so that nobody chooses.
public final class ContractAddress {
  private static final Bytes SALTED = Bytes.of((byte) 0xff);

  private ContractAddress() {}

  /// By the creator's nonce (Yellow Paper, section 7).
  ///
  /// @param creatorNonce before the creation, without a sign
  public static Address byNonce(Address creator, long creatorNonce) {
    Bytes rlp =
        new RlpWriter()
            .beginList()
            .writeBytes(creator.bytes())
            .writeUnsignedLong(creatorNonce)
            .endList()
            .toBytes();
    return Address.fromLastBytes(Keccak.hash(rlp));
  }

  /// By a salt and what is created, so that the address is known before
  /// ([EIP-1014](https://eips.ethereum.org/EIPS/eip-1014)).
  ///
  /// @param creationData code and constructor arguments
  public static Address bySalt(Address creator, Hash salt, Bytes creationData) {
    return Address.fromLastBytes(
        Keccak.hash(
            Bytes.concat(
                SALTED, creator.bytes(), salt.bytes(), Keccak.hash(creationData).bytes())));
  }
}
