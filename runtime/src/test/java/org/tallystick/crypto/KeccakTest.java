package org.tallystick.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;

class KeccakTest {
  @Test
  void nothingHasTheWellKnownHashOfEmptyCode() {
    assertEquals(
        Hash.fromHex("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"),
        Keccak.hash(Bytes.EMPTY));
  }

  @Test
  void aSignatureTextGivesTheTopicOfErc20Transfers() {
    byte[] text = "Transfer(address,address,uint256)".getBytes(StandardCharsets.US_ASCII);

    assertEquals(
        Hash.fromHex("0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"),
        Keccak.hash(text));
  }

  @Test
  void everyLengthAroundTheBlocksAgreesWithBouncyCastle() {
    byte[] input = new byte[3 * 136 + 2];
    new Random(1).nextBytes(input);
    for (int length = 0; length <= input.length; length++) {
      assertEquals(peer(input, 0, length), Keccak.hash(input, 0, length), "length " + length);
    }
  }

  @Test
  void randomRangesAgreeWithBouncyCastle() {
    for (int seed = 0; seed < 5_000; seed++) {
      Random random = new Random(seed);
      byte[] input = new byte[random.nextInt(1_500)];
      random.nextBytes(input);
      int from = random.nextInt(input.length + 1);
      int length = random.nextInt(input.length - from + 1);

      assertEquals(peer(input, from, length), Keccak.hash(input, from, length), "seed " + seed);
    }
  }

  @Test
  void aDigestIsTheHashAsBytes() {
    byte[] input = {1, 2, 3};

    assertArrayEquals(Keccak.hash(input).toArray(), Keccak.digest(input));
    assertEquals(Keccak.hash(input), Keccak.hash(Bytes.of(input)));
  }

  @Test
  void aRangeOutsideTheArrayIsRefused() {
    assertThrows(IndexOutOfBoundsException.class, () -> Keccak.hash(new byte[10], 5, 6));
    assertThrows(IndexOutOfBoundsException.class, () -> Keccak.hash(new byte[10], -1, 1));
  }

  private static Hash peer(byte[] input, int from, int length) {
    KeccakDigest digest = new KeccakDigest(256);
    digest.update(input, from, length);
    byte[] output = new byte[32];
    digest.doFinal(output, 0);
    return Hash.wrap(output);
  }
}
