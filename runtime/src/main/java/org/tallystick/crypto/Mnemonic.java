package org.tallystick.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.tallystick.bytes.Bytes;

/// Words that stand for a row of accounts, as wallets derive them: the words give a seed by
/// [BIP-39](https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki), the seed gives keys by
/// BIP-32 along [BIP-44](https://github.com/bitcoin/bips/blob/master/bip-0044.mediawiki)'s path
/// `m/44'/60'/0'/0/index`.
///
/// Whether the words come from a word list is not looked at.
public final class Mnemonic {
  private static final int SEED_ROUNDS = 2_048;
  private static final int SEED_BITS = 512;
  private static final int PURPOSE = 44;
  private static final int COIN_ETHER = 60;

  private final ExtendedKey accounts;

  private Mnemonic(ExtendedKey accounts) {
    this.accounts = accounts;
  }

  /// The accounts of these words. Takes some milliseconds, by intent: guessing should be slow.
  ///
  /// @param words separated by spaces
  /// @throws IllegalArgumentException where there are no words
  public static Mnemonic of(String words) {
    if (words.isBlank()) {
      throw new IllegalArgumentException("a mnemonic has words, separated by spaces; got none");
    }
    ExtendedKey accounts =
        ExtendedKey.ofSeed(seed(words, ""))
            .hardenedChild(PURPOSE)
            .hardenedChild(COIN_ETHER)
            .hardenedChild(0)
            .child(0);
    return new Mnemonic(accounts);
  }

  /// The key at `m/44'/60'/0'/0/index`.
  ///
  /// @param index at least zero
  public KeyPair keyPair(int index) {
    return accounts.child(index).keyPair();
  }

  /// 64 bytes. The words' own spacing does not matter: they are joined by single spaces.
  static Bytes seed(String words, String passphrase) {
    String normalized =
        String.join(" ", Normalizer.normalize(words, Normalizer.Form.NFKD).strip().split("\\s+"));
    String salt = "mnemonic" + Normalizer.normalize(passphrase, Normalizer.Form.NFKD);
    try {
      return Bytes.wrap(
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
              .generateSecret(
                  new PBEKeySpec(
                      normalized.toCharArray(),
                      salt.getBytes(StandardCharsets.UTF_8),
                      SEED_ROUNDS,
                      SEED_BITS))
              .getEncoded());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// Says nothing of the words or keys.
  @Override
  public String toString() {
    return "Mnemonic";
  }
}
