package org.tallystick.abi;

import java.nio.charset.StandardCharsets;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.Keccak;

/// Name and types of a declaration, as in `transfer(address,uint256)`, and its hash.
///
/// @param hash Keccak-256 of the text: an event's first topic
/// @param selector the hash's first four bytes, which begin a call or an error
record AbiSignature(String text, Hash hash, Bytes selector) {
  static final int SELECTOR_LENGTH = 4;

  static AbiSignature of(String name, AbiParameters parameters) {
    String text = name + parameters.canonicalName();
    Hash hash = Keccak.hash(text.getBytes(StandardCharsets.UTF_8));
    return new AbiSignature(text, hash, Bytes.of(hash.arrayUnsafe(), 0, SELECTOR_LENGTH));
  }

  /// Whether the data begins with the selector.
  boolean begins(Bytes data) {
    return data.startsWith(selector);
  }

  /// The first four bytes as a number, big-endian.
  static int selectorOf(byte[] data) {
    return (data[0] & 0xff) << 24
        | (data[1] & 0xff) << 16
        | (data[2] & 0xff) << 8
        | (data[3] & 0xff);
  }
}
