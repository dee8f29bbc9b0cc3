package org.tallystick.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.testing.Vectors;

class KeyPairTest {
  private static final Hash SECRET =
      Hash.fromHex("0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");

  @Test
  void anAddressComesFromItsSecret() {
    assertEquals(
        "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266", KeyPair.fromSecret(SECRET).address().toHex());
  }

  @Test
  void aSignatureRecoversItsSigner() {
    KeyPair signer = KeyPair.fromSecret(SECRET);
    Hash digest = Keccak.hash(Bytes.of((byte) 1));

    Signature signature = signer.sign(digest);

    assertEquals(Optional.of(signer.publicKey()), Secp256k1.recover(digest, signature));
    assertEquals(Optional.of(signer.address()), Secp256k1.recoverAddress(digest, signature));
  }

  /// The signatures in the same file are of an older digest and cannot be used.
  @TestFactory
  Stream<DynamicTest> addressesAreThoseOfTheVectors() {
    return Vectors.requireJson("BasicTests/keyaddrtest.json")
        .valueStream()
        .map(vector ->
            DynamicTest.dynamicTest(
                vector.get("seed").asString(),
                () -> {
                  Hash secret = Hash.fromHex("0x" + vector.get("key").asString());

                  assertEquals(
                      "0x" + vector.get("addr").asString(),
                      KeyPair.fromSecret(secret).address().toHex());
                }));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x0000000000000000000000000000000000000000000000000000000000000000",
        "0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141",
        "0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
      })
  void aSecretOutOfRangeIsRefusedWithoutShowingIt(String secret) {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> KeyPair.fromSecret(Hash.fromHex(secret)));

    assertEquals(
        "a secret key is at least 1 and less than the order of secp256k1, "
            + "0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141",
        refusal.getMessage());
  }

  @Test
  void theTextOfAKeyPairDoesNotShowTheSecret() {
    assertEquals(
        "KeyPair of 0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266",
        KeyPair.fromSecret(SECRET).toString());
  }

  @Test
  void generatedKeyPairsDiffer() {
    SecureRandom random = new SecureRandom();

    assertNotEquals(KeyPair.generate(random), KeyPair.generate(random));
  }

  @Test
  void aSignatureIsLowUpToHalfTheOrder() {
    BigInteger half = Secp256k1.ORDER.value().shiftRight(1);

    assertTrue(new Signature(U256.ONE, new U256(half), 0).isLowS());
    assertFalse(new Signature(U256.ONE, new U256(half.add(BigInteger.ONE)), 0).isLowS());
  }

  @Test
  void aParityIsOneBit() {
    assertThrows(IllegalArgumentException.class, () -> new Signature(U256.ONE, U256.ONE, 27));
  }

  @Test
  void shaOfNothingIsTheWellKnownHash() {
    assertEquals(
        Hash.fromHex("0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        Sha256.hash(Bytes.EMPTY));
  }
}
