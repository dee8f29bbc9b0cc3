package org.tallystick.state;

import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.rlp.RlpException;
import org.tallystick.rlp.RlpReader;
import org.tallystick.rlp.RlpWriter;

/// The two encodings of an account. In the trie it is the RLP of all four fields (Yellow Paper,
/// section 4.1). In its flat form the two hashes are left empty where there is no storage and no
/// code, which saves most accounts 64 of some 75 bytes.
public final class AccountCodec {
  private AccountCodec() {}

  static Bytes toTrie(Account account) {
    return write(account, account.storageRoot().bytes(), account.codeHash().bytes());
  }

  public static Bytes toFlat(Account account) {
    boolean hasStorage = !account.storageRoot().equals(Account.NO_STORAGE);
    return write(
        account,
        hasStorage ? account.storageRoot().bytes() : Bytes.EMPTY,
        account.hasCode() ? account.codeHash().bytes() : Bytes.EMPTY);
  }

  private static Bytes write(Account account, Bytes storageRoot, Bytes codeHash) {
    return new RlpWriter(128)
        .beginList()
        .writeLong(account.nonce())
        .writeU256(account.balanceWei())
        .writeBytes(storageRoot)
        .writeBytes(codeHash)
        .endList()
        .toBytes();
  }

  /// Reads the flat form.
  ///
  /// @param key Keccak-256 of the address, for the error message
  /// @throws CorruptStateException where the bytes are something else
  public static Account fromFlat(Hash key, Bytes flat) {
    try {
      RlpReader reader = RlpReader.of(flat);
      reader.enterList();
      long nonce = reader.readLong();
      U256 balanceWei = reader.readU256();
      Hash storageRoot = readHash(reader, Account.NO_STORAGE);
      Hash codeHash = readHash(reader, Account.NO_CODE);
      reader.leaveList();
      reader.finish();
      return new Account(nonce, balanceWei, storageRoot, codeHash);
    } catch (RlpException fault) {
      throw new CorruptStateException("the account under the key " + key + " is unreadable", fault);
    }
  }

  private static Hash readHash(RlpReader reader, Hash whenEmpty) {
    int offset = reader.offset();
    Bytes bytes = reader.readBytes();
    if (bytes.isEmpty()) {
      return whenEmpty;
    }
    if (bytes.length() != Hash.LENGTH) {
      throw new RlpException(offset, "a hash has 32 bytes, got " + bytes.length());
    }
    return Hash.of(bytes);
  }
}
