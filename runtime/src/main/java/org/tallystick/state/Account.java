package org.tallystick.state;

import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;

/// An account as the state trie holds it (Yellow Paper, section 4.1).
///
/// @param nonce transactions sent; for a contract, contracts deployed plus one
/// @param storageRoot root of the account's storage trie
/// @param codeHash Keccak-256 of the account's code
public record Account(long nonce, U256 balanceWei, Hash storageRoot, Hash codeHash) {
  /// Keccak-256 of no bytes.
  public static final Hash NO_CODE =
      Hash.fromHex("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");

  /// The root of a trie without entries: Keccak-256 of the RLP of no bytes.
  public static final Hash NO_STORAGE =
      Hash.fromHex("0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421");

  /// Nobody's account: what an address holds before anything happened to it.
  public static final Account EMPTY = new Account(0, U256.ZERO, NO_STORAGE, NO_CODE);

  public boolean hasCode() {
    return !codeHash.equals(NO_CODE);
  }

  /// Whether the account is never stored: no nonce, no balance, no code (EIP-161).
  public boolean isEmpty() {
    return nonce == 0 && balanceWei.isZero() && !hasCode();
  }

  public Account withNonce(long next) {
    return new Account(next, balanceWei, storageRoot, codeHash);
  }

  public Account withBalance(U256 nextWei) {
    return new Account(nonce, nextWei, storageRoot, codeHash);
  }

  public Account withCode(Hash next) {
    return new Account(nonce, balanceWei, storageRoot, next);
  }

  public Account withStorageRoot(Hash next) {
    return new Account(nonce, balanceWei, next, codeHash);
  }
}
