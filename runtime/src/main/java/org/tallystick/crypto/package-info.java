/// Hashing, signing and recovery: Keccak-256 and SHA-256, secp256k1 key pairs and signatures,
/// checksummed addresses, and keys from a mnemonic. The only room that knows BouncyCastle and
/// libsecp256k1.
@NullMarked
package org.tallystick.crypto;

import org.jspecify.annotations.NullMarked;
