package org.tallystick.node.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.Hex;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.KeyPair;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.WalletUtils;
import org.web3j.crypto.exception.CipherException;

/// A file with somebody's key: a keystore of version 3, which a password opens and all Ethereum
/// wallets write, or the plain secret as 64 hex digits.
public final class KeyFile {
  /// A keystore has a few hundred bytes.
  private static final long BYTES_MAX = 65_536;

  private KeyFile() {}

  /// Reads the key.
  ///
  /// @param password asked only where the file needs one
  /// @throws KeyFileException where the file has no key that can be read
  public static KeyPair read(Path file, Supplier<String> password) {
    String text = text(file).strip();
    return text.startsWith("{") ? open(file, password.get()) : plain(file, text);
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > BYTES_MAX) {
        throw new KeyFileException("the key file " + file + " is too large to be one");
      }
      return Files.readString(file);
    } catch (IOException fault) {
      throw new KeyFileException("the key file " + file + " cannot be read", fault);
    }
  }

  private static KeyPair plain(Path file, String text) {
    try {
      return KeyPair.fromSecret(Hash.wrap(Hex.decodeBare(text.replaceFirst("^0x", ""))));
    } catch (IllegalArgumentException fault) {
      // What is in the file may be a mistyped secret, so it is not repeated.
      throw new KeyFileException(
          "the key file " + file + " holds neither a keystore nor 64 hex digits of a key");
    }
  }

  private static KeyPair open(Path file, String password) {
    try {
      Credentials credentials = WalletUtils.loadCredentials(password, file.toFile());
      U256 secret = new U256(credentials.getEcKeyPair().getPrivateKey());
      return KeyPair.fromSecret(Hash.wrap(secret.toWord()));
    } catch (CipherException fault) {
      throw new KeyFileException(
          "the keystore " + file + " does not open: " + fault.getMessage(), fault);
    } catch (IOException | RuntimeException fault) {
      throw new KeyFileException(
          "the file " + file + " is no keystore of version 3 that opens: " + fault.getMessage(),
          fault);
    }
  }
}
