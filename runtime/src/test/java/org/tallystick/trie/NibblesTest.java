package org.tallystick.trie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Bytes;

class NibblesTest {
  private static Nibbles path(String digits) {
    Nibbles path = Nibbles.EMPTY;
    for (int at = 0; at < digits.length(); at++) {
      path = path.plus(Character.digit(digits.charAt(at), 16));
    }
    return path;
  }

  @Test
  void aKeyGivesTwoStepsForEachByteTheHighOneFirst() {
    Nibbles path = Nibbles.ofKey(Bytes.fromHex("0x0f91"));

    assertEquals("0f91", path.toString());
    assertEquals(15, path.at(1));
  }

  @Test
  void partsOfAPathAreEqualToTheSamePathMadeOtherwise() {
    Nibbles part = Nibbles.ofKey(Bytes.fromHex("0x123456")).drop(1).take(3);

    assertEquals(path("234"), part);
    assertEquals(path("234").hashCode(), part.hashCode());
    assertNotEquals(path("235"), part);
  }

  @Test
  void longerPathsDoNotChangeThePathTheyBeganWith() {
    Nibbles part = Nibbles.ofKey(Bytes.fromHex("0x1234")).take(2);

    assertEquals("12f", part.plus(15).toString());
    assertEquals("12ab", part.plus(path("ab")).toString());
    assertEquals("12", part.toString());
  }

  @Test
  void theCommonPrefixIsCountedInSteps() {
    assertEquals(2, path("123").commonPrefix(path("129")));
    assertEquals(2, path("12").commonPrefix(path("129")));
    assertEquals(0, path("").commonPrefix(path("129")));
    assertTrue(path("129").startsWith(path("12")));
    assertTrue(path("129").startsWith(path("129")));
  }

  @Test
  void pathsAreOrderedDigitByDigit() {
    assertTrue(path("1").compareTo(path("10")) < 0);
    assertTrue(path("1f").compareTo(path("2")) < 0);
    assertEquals(0, path("ab").compareTo(path("cab").drop(1)));
  }

  @Test
  void stepsOutsideOfThePathAreRefused() {
    Nibbles part = Nibbles.ofKey(Bytes.fromHex("0x1234")).take(2);

    assertThrows(IndexOutOfBoundsException.class, () -> part.at(2));
    assertThrows(IndexOutOfBoundsException.class, () -> part.at(-1));
    assertThrows(IndexOutOfBoundsException.class, () -> part.take(3));
    assertThrows(IndexOutOfBoundsException.class, () -> part.drop(3));
    assertThrows(IllegalArgumentException.class, () -> part.plus(16));
  }

  @Test
  void packedDigitsAreReadBack() {
    for (String digits : new String[] {"", "a", "ab", "abc", "0000", "f"}) {
      byte[] packed = new byte[1 + Nibbles.packedLength(digits.length())];
      path(digits).packTo(packed, 1);

      assertEquals(digits, Nibbles.unpack(Bytes.of(packed), 1, digits.length()).toString());
    }
  }

  /// The examples of the Ethereum wiki's page "Patricia Tree", section on hex-prefix encoding.
  @Test
  void hexPrefixMarksLeavesAndOddLengths() {
    assertEquals("0x112345", new HexPrefix(path("12345"), false).toBytes().toHex());
    assertEquals("0x00012345", new HexPrefix(path("012345"), false).toBytes().toHex());
    assertEquals("0x200f1cb8", new HexPrefix(path("0f1cb8"), true).toBytes().toHex());
    assertEquals("0x3f1cb8", new HexPrefix(path("f1cb8"), true).toBytes().toHex());
    assertEquals("0x20", new HexPrefix(Nibbles.EMPTY, true).toBytes().toHex());
  }

  @Test
  void hexPrefixIsReadBack() {
    for (String digits : new String[] {"", "1", "12", "012", "f1cb8"}) {
      for (boolean isLeaf : new boolean[] {false, true}) {
        HexPrefix prefix = new HexPrefix(path(digits), isLeaf);

        assertEquals(Optional.of(prefix), HexPrefix.read(prefix.toBytes()));
      }
    }
  }

  @Test
  void hexPrefixInAnotherFormIsRefused() {
    assertEquals(Optional.empty(), HexPrefix.read(Bytes.EMPTY));
    assertEquals(Optional.empty(), HexPrefix.read(Bytes.fromHex("0x40")), "unknown flag");
    assertEquals(Optional.empty(), HexPrefix.read(Bytes.fromHex("0xff12")), "unknown flags");
    assertEquals(Optional.empty(), HexPrefix.read(Bytes.fromHex("0x0112")), "padding not zero");
    assertEquals(Optional.empty(), HexPrefix.read(Bytes.fromHex("0x2a")), "padding not zero");
  }
}
