package org.tallystick.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.bytes.Bytes;
import org.web3j.crypto.Bip32ECKeyPair;
import org.web3j.crypto.MnemonicUtils;

class MnemonicTest {
  private static final String DEVELOPMENT =
      "test test test test test test test test test test test junk";

  @ParameterizedTest
  @CsvSource({
    "0, 0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
    "1, 0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
    "2, 0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
    "9, 0xa0Ee7A142d267C1f36714E4a8F75612F20a79720"
  })
  void theDevelopmentMnemonicGivesTheAccountsEverybodyKnows(int index, String address) {
    assertEquals(address, Checksum.encode(Mnemonic.of(DEVELOPMENT).keyPair(index).address()));
  }

  @Test
  void theFirstDevelopmentAccountHasTheKeyEverybodyKnows() {
    assertEquals(
        "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
        Mnemonic.of(DEVELOPMENT).keyPair(0).secret().toHex());
  }

  @Test
  void spacesBetweenWordsDoNotMatter() {
    assertEquals(
        Mnemonic.of(DEVELOPMENT).keyPair(0),
        Mnemonic.of("  " + DEVELOPMENT.replace(" ", " \n") + " ").keyPair(0));
  }

  /// The first vector of the reference implementation of BIP-39.
  @Test
  void theSeedIsThatOfTheVector() {
    assertEquals(
        "0xc55257c360c07c72029aebc1b53c05ed0362ada38ead3e3e9efa3708e5349553"
            + "1f09a6987599d18264c1e1c92f2cf141630c7a3c4ab7c81b2f001698e7463b04",
        Mnemonic.seed("abandon ".repeat(11) + "about", "TREZOR").toHex());
  }

  /// The first vector in the text of BIP-32: `m`, `m/0'` and `m/0'/1`.
  @Test
  void theTreeIsThatOfTheVector() {
    ExtendedKey root = ExtendedKey.ofSeed(Bytes.fromHex("0x000102030405060708090a0b0c0d0e0f"));

    assertEquals(
        "0xe8f32e723decf4051aefac8e2c93c9c5b214313817cdb01a1494b917c8436b35",
        root.keyPair().secret().toHex());
    assertEquals(
        "0x873dff81c02f525623fd1fe5167eac3a55a049de3d314bb42ee227ffed37d508",
        root.chainCode().toHex());
    assertEquals(
        "0xedb2e14f9ee77d26dd93b4ecede8d16ed408ce149b6cd80b0715a2d911a0afea",
        root.hardenedChild(0).keyPair().secret().toHex());
    assertEquals(
        "0x3c6cb8d0f6a264c91ea8b5030fadaa8e538b020f0a387421a12de9319dc93368",
        root.hardenedChild(0).child(1).keyPair().secret().toHex());
  }

  @Test
  void randomMnemonicsGiveTheKeysOfWeb3j() {
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      byte[] entropy = new byte[16 + 4 * random.nextInt(5)];
      random.nextBytes(entropy);
      String words = MnemonicUtils.generateMnemonic(entropy);
      int index = random.nextInt(1_000);
      int[] path = {
        44 | Bip32ECKeyPair.HARDENED_BIT,
        60 | Bip32ECKeyPair.HARDENED_BIT,
        Bip32ECKeyPair.HARDENED_BIT,
        0,
        index
      };
      Bip32ECKeyPair peer =
          Bip32ECKeyPair.deriveKeyPair(
              Bip32ECKeyPair.generateKeyPair(MnemonicUtils.generateSeed(words, "")), path);

      assertEquals(
          peer.getPrivateKey(),
          new BigInteger(1, Mnemonic.of(words).keyPair(index).secret().toArray()),
          "seed " + seed);
    }
  }

  @Test
  void nothingOfAMnemonicIsShown() {
    assertEquals("Mnemonic", Mnemonic.of(DEVELOPMENT).toString());
  }

  @Test
  void noWordsAndNegativeIndexesAreRefused() {
    Mnemonic mnemonic = Mnemonic.of(DEVELOPMENT);

    assertThrows(IllegalArgumentException.class, () -> Mnemonic.of(" "));
    assertThrows(IllegalArgumentException.class, () -> mnemonic.keyPair(-1));
  }
}
