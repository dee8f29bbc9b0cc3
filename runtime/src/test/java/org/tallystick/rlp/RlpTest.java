package org.tallystick.rlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.U256;

class RlpTest {
  @Test
  void aListIsReadAsItWasWritten() {
    Bytes encoded =
        new RlpWriter()
            .beginList()
            .writeLong(0)
            .writeLong(1_000)
            .writeBytes(Bytes.fromHex("0xcafe"))
            .beginList()
            .endList()
            .writeU256(U256.MAX)
            .endList()
            .toBytes();

    RlpReader reader = RlpReader.of(encoded);
    reader.enterList();
    assertEquals(0, reader.readLong());
    assertEquals(1_000, reader.readLong());
    assertEquals(Bytes.fromHex("0xcafe"), reader.readBytes(2));
    assertTrue(reader.isList());
    reader.enterList();
    assertFalse(reader.hasNext());
    reader.leaveList();
    assertEquals(U256.MAX, reader.readU256());
    reader.leaveList();
    reader.finish();
  }

  @Test
  void aListGrowsItsHeaderWhereThePayloadNeedsIt() {
    for (int length : new int[] {54, 55, 56, 255, 256, 65_535, 65_536, 1 << 24}) {
      Bytes string = Bytes.wrap(new byte[length]);
      Bytes encoded = new RlpWriter().beginList().writeBytes(string).endList().toBytes();

      RlpReader reader = RlpReader.of(encoded);
      reader.enterList();
      assertEquals(string, reader.readBytes(), "length " + length);
      reader.leaveList();
      reader.finish();
    }
  }

  @Test
  void rawItemsPassUnchanged() {
    Bytes inner = new RlpWriter().beginList().writeLong(5).writeLong(300).endList().toBytes();
    Bytes outer = new RlpWriter().beginList().writeRaw(inner).writeLong(7).endList().toBytes();

    RlpReader reader = RlpReader.of(outer);
    reader.enterList();
    assertEquals(inner, reader.readRaw());
    reader.skip();
    reader.leaveList();
    reader.finish();
  }

  @Test
  void numbersOf64BitsAreReadWhereTheyAreAskedFor() {
    Bytes encoded = new RlpWriter().writeUnsignedLong(-1).toBytes();

    assertEquals(Bytes.fromHex("0x88ffffffffffffffff"), encoded);
    assertEquals(-1, RlpReader.of(encoded).readUnsignedLong());
    assertThrows(RlpException.class, () -> RlpReader.of(encoded).readLong());
  }

  @Test
  void theLargestNumbersOfEachReaderAreRead() {
    Bytes encoded = new RlpWriter().writeLong(Long.MAX_VALUE).writeU256(U256.MAX).toBytes();

    RlpReader reader = RlpReader.of(encoded);
    assertEquals(Long.MAX_VALUE, reader.readLong());
    assertEquals(BigInteger.TWO.pow(256).subtract(BigInteger.ONE), reader.readU256().value());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0x8100             | a single byte below 0x80 has no header
          0x817f             | a single byte below 0x80 has no header
          0x82               | announces 2 bytes, but only 0 follow
          0xb83700           | a length up to 55 is part of the first byte, got 55
          0xb90038           | a length has no leading zero bytes
          0xb8               | announces a length of 1 bytes, but only 0 follow
          0xbb7fffffff00     | announces 2147483647 bytes, but only 1 follow
          0xbbffffffff00     | announces 4294967295 bytes, but only 1 follow
          0xbf8000000000000000 | announces a length of 8 bytes, more than any input here has
          0xbf7fffffffffffffff | announces a length of 8 bytes, more than any input here has
          0xbfffffffffffffffff | announces a length of 8 bytes, more than any input here has
          0xc0               | a string is expected, got a list
          """)
  void aStringThatIsNotCanonicalIsRefusedWithItsFault(String encoded, String fault) {
    RlpReader reader = RlpReader.of(Bytes.fromHex(encoded));

    RlpException refusal = assertThrows(RlpException.class, reader::readBytes);

    assertEquals(fault, refusal.fault());
    assertEquals(0, refusal.offset());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0xf800               | a length has no leading zero bytes
          0xf837               | a length up to 55 is part of the first byte, got 55
          0xc101ff             | 1 bytes follow after the end
          0xc2                 | announces 2 bytes, but only 0 follow
          0xff8000000000000000 | announces a length of 8 bytes, more than any input here has
          0xc28202             | announces 2 bytes, but only 1 follow
          0x83646f67           | a list is expected, got a string
          """)
  void aListThatIsNotCanonicalIsRefusedWithItsFault(String encoded, String fault) {
    RlpException refusal =
        assertThrows(RlpException.class, () -> readListOfStrings(Bytes.fromHex(encoded)));

    assertEquals(fault, refusal.fault());
  }

  private static void readListOfStrings(Bytes encoded) {
    RlpReader reader = RlpReader.of(encoded);
    reader.enterList();
    while (reader.hasNext()) {
      reader.readBytes();
    }
    reader.leaveList();
    reader.finish();
  }

  @ParameterizedTest
  @CsvSource({"0x00", "0x820001", "0x89010000000000000000", "0xc0"})
  void numbersAreRefusedWithLeadingZeroesOrTooLong(String encoded) {
    RlpReader reader = RlpReader.of(Bytes.fromHex(encoded));

    assertThrows(RlpException.class, reader::readLong);
  }

  @Test
  void aNumberOf257BitsIsRefused() {
    Bytes encoded =
        new RlpWriter().writeBytes(new byte[] {1}).writeBytes(oneAndZeroes(33)).toBytes();

    RlpReader reader = RlpReader.of(encoded);
    reader.skip();
    RlpException refusal = assertThrows(RlpException.class, reader::readU256);

    assertEquals(
        "RLP at byte 1: a number of at most 32 bytes is expected, got 33", refusal.getMessage());
  }

  private static byte[] oneAndZeroes(int length) {
    byte[] bytes = new byte[length];
    bytes[0] = 1;
    return bytes;
  }

  @Test
  void anItemMayNotLeaveItsList() {
    // A list of one byte, whose string announces two.
    RlpReader reader = RlpReader.of(Bytes.fromHex("0xc1826161"));

    reader.enterList();

    assertThrows(RlpException.class, reader::readBytes);
  }

  @Test
  void aListThatIsLeftEarlyIsRefused() {
    RlpReader reader = RlpReader.of(Bytes.fromHex("0xc20102"));
    reader.enterList();
    reader.readLong();

    RlpException refusal = assertThrows(RlpException.class, reader::leaveList);

    assertEquals(
        "RLP at byte 2: the list should end here, but has 1 more bytes", refusal.getMessage());
  }

  @Test
  void twentyThousandNestedListsAreReadWithoutRecursion() {
    RlpWriter writer = new RlpWriter();
    int depth = 20_000;
    for (int level = 0; level < depth; level++) {
      writer.beginList();
    }
    for (int level = 0; level < depth; level++) {
      writer.endList();
    }

    RlpReader reader = RlpReader.of(writer.toBytes());
    for (int level = 0; level < depth; level++) {
      reader.enterList();
    }
    for (int level = 0; level < depth; level++) {
      reader.leaveList();
    }
    reader.finish();
  }

  @Test
  void theWriterRefusesToEndWhatItDidNotBegin() {
    assertThrows(IllegalStateException.class, () -> new RlpWriter().endList());
    assertThrows(IllegalStateException.class, () -> new RlpWriter().beginList().toBytes());
    assertThrows(IllegalArgumentException.class, () -> new RlpWriter().writeLong(-1));
  }
}
