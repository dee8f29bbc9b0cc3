package org.tallystick.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;

class AbiCodecTest {
  private static final Address ALICE =
      Address.fromHex("0x00000000000000000000000000000000000a11ce");

  /// The examples of the specification's section "Examples".
  @Test
  void encodesTheExamplesOfTheSpecification() {
    assertEncoding(
        "uint32 x, bool y", List.of(BigInteger.valueOf(69), true), word("45"), word("1"));
    assertEncoding(
        "bytes3[2] x",
        List.of(List.of(ascii("abc"), ascii("def"))),
        left("616263"),
        left("646566"));
    assertEncoding(
        "bytes a, bool b, uint256[] c",
        List.of(ascii("dave"), true, integers(1, 2, 3)),
        word("60"),
        word("1"),
        word("a0"),
        word("4"),
        left("64617665"),
        word("3"),
        word("1"),
        word("2"),
        word("3"));
    assertEncoding(
        "uint256 a, uint32[] b, bytes10 c, bytes d",
        List.of(
            BigInteger.valueOf(0x123),
            integers(0x456, 0x789),
            ascii("1234567890"),
            ascii("Hello, world!")),
        word("123"),
        word("80"),
        left("31323334353637383930"),
        word("e0"),
        word("2"),
        word("456"),
        word("789"),
        word("d"),
        left("48656c6c6f2c20776f726c6421"));
    assertEncoding(
        "uint256[][] a, string[] b",
        List.of(List.of(integers(1, 2), integers(3)), List.of("one", "two", "three")),
        word("40"),
        word("140"),
        word("2"),
        word("40"),
        word("a0"),
        word("2"),
        word("1"),
        word("2"),
        word("1"),
        word("3"),
        word("3"),
        word("60"),
        word("a0"),
        word("e0"),
        word("3"),
        left("6f6e65"),
        word("3"),
        left("74776f"),
        word("5"),
        left("7468726565"));
  }

  @Test
  void countsTheOffsetsOfATupleFromItsOwnBeginning() {
    assertEncoding(
        "(uint8 a, string b, (bool c, bytes d) e) x, uint8 y",
        List.of(
            List.of(BigInteger.ONE, "hi", List.of(true, Bytes.fromHex("0xff"))), BigInteger.TWO),
        word("40"),
        word("2"),
        word("1"),
        word("60"),
        word("a0"),
        word("2"),
        left("6869"),
        word("1"),
        word("40"),
        word("1"),
        left("ff"));
  }

  @Test
  void writesATupleOfFixedSizeInPlace() {
    assertEncoding(
        "(uint8 a, (bool b, bytes1 c)[2] d) x, string y",
        List.of(
            List.of(
                BigInteger.ONE,
                List.of(
                    List.of(true, Bytes.fromHex("0xaa")), List.of(false, Bytes.fromHex("0xbb")))),
            ""),
        word("1"),
        word("1"),
        left("aa"),
        word("0"),
        left("bb"),
        word("c0"),
        word("0"));
  }

  @Test
  void encodesNoValuesAsNoBytes() {
    assertEquals(Bytes.EMPTY, AbiCodec.encode(AbiParameters.NONE, List.of()));
    assertEquals(List.of(), AbiCodec.decode(AbiParameters.NONE, Bytes.EMPTY));
  }

  @Test
  void writesNegativeIntegersInTwosComplement() {
    String ones = "f".repeat(64);
    assertEncoding("int256 a", List.of(BigInteger.ONE.negate()), ones);
    assertEncoding("int8 a", List.of(BigInteger.valueOf(-128)), "f".repeat(62) + "80");
    assertEncoding(
        "int256 a", List.of(BigInteger.ONE.shiftLeft(255).negate()), "8" + "0".repeat(63));
    assertEncoding(
        "int72 a",
        List.of(BigInteger.ONE.shiftLeft(70).negate()),
        "f".repeat(46) + "c" + "0".repeat(17));
  }

  @Test
  void takesOtherJavaIntegersAndHashesToo() {
    AbiParameters parameters = AbiParameters.parse("uint8, uint64, uint256, bytes32");
    Hash hash = Hash.wrap(U256.MAX.toWord());
    assertEquals(
        List.of(BigInteger.valueOf(7), BigInteger.valueOf(8), BigInteger.valueOf(9), hash.bytes()),
        AbiCodec.decode(parameters, AbiCodec.encode(parameters, List.of(7, 8L, U256.of(9), hash))));
  }

  @ParameterizedTest
  @CsvSource({
    "uint8, 256, uint8 overflow: 256; the greatest is 255",
    "uint8, -1, uint8 underflow: -1; the least is 0",
    "int8, 128, int8 overflow: 128; the greatest is 127",
    "int8, -129, int8 underflow: -129; the least is -128",
    "uint64, 18446744073709551616, uint64 overflow: 18446744073709551616; the greatest is 2^64-1",
    "int72, -2361183241434822606849, int72 underflow: -2361183241434822606849; the least is -2^71",
  })
  void refusesIntegersOutsideTheirType(String type, BigInteger value, String words) {
    AbiValueException refusal =
        assertThrows(
            AbiValueException.class,
            () -> AbiCodec.encode(AbiParameters.parse(type + " amount"), List.of(value)));
    assertEquals("amount: " + words.replace(';', ','), refusal.words());
    assertTrue(refusal.isOutOfRange());
  }

  @Test
  void refusesNumbersTooLongToPrintWithoutPrintingThem() {
    BigInteger huge = BigInteger.ONE.shiftLeft(10_000_000);
    assertRefused(
        "a: uint256 overflow: a number of 10,000,001 bits, the greatest is 2^256-1",
        "uint256 a",
        huge);
  }

  @Test
  void namesTheValueThatDoesNotFit() {
    assertRefused(
        "labels[2]: expected text for string, got BigInteger",
        "string[] labels",
        List.of("a", "b", BigInteger.ONE));
    assertRefused(
        "poll.options[1].votes: uint8 overflow: 256, the greatest is 255",
        "(string title, (string label, uint8 votes)[] options) poll",
        List.of("t", List.of(List.of("x", BigInteger.ONE), List.of("y", BigInteger.valueOf(256)))));
    assertRefused(
        "[0][1][0]: expected true or false for bool, got String",
        "bool[1][2]",
        List.of(List.of(true), List.of("true")));
    assertRefused("a: expected 3 elements, got 2", "bool[3] a", List.of(true, true));
    assertRefused("a: expected 2 fields, got 1", "(bool x, bool y) a", List.of(true));
    assertRefused("a: expected 4 bytes for bytes4, got 3", "bytes4 a", Bytes.fromHex("0x010203"));
    assertRefused("a: expected an address for address, got String", "address a", "0x00");
    assertRefused("a: expected a list for bool[], got Boolean", "bool[] a", true);
    assertRefused("a: expected bytes for bytes, got Hash", "bytes a", Hash.ZERO);
    assertRefused("a: expected an integer for uint256, got Double", "uint256 a", 1.0);
  }

  @Test
  void refusesAnotherNumberOfValues() {
    AbiValueException refusal =
        assertThrows(
            AbiValueException.class,
            () -> AbiCodec.encode(AbiParameters.parse("bool a, bool b"), List.of(true)));
    assertEquals("expected 2 values, got 1", refusal.words());
    assertFalse(refusal.isOutOfRange());
  }

  @Test
  void refusesTextWithLoneSurrogates() {
    assertRefused(
        "a: half a character (lone surrogate U+D83D) at position 2 has no UTF-8",
        "string a",
        "ab\ud83d");
    assertRefused(
        "a: half a character (lone surrogate U+DE00) at position 0 has no UTF-8",
        "string a",
        "\ude00\ud83d");
    assertRoundTrip("string a", List.of("\ud83d\ude00 \ufffd \u20ac"));
  }

  @Test
  void refusesAnEncodingThatGrowsWithoutEnd() {
    Object value = List.of(BigInteger.ONE);
    StringBuilder type = new StringBuilder("uint256[]");
    for (int level = 0; level < 20; level++) {
      value = List.of(value, value, value, value);
      type.append("[]");
    }
    assertTrue(
        refusal(type.toString(), value)
            .words()
            .endsWith("the encoding is longer than 16,777,216 bytes"));
  }

  @Test
  void refusesDirtyPadding() {
    assertDirty("uint8", "1" + "0".repeat(61) + "05", "the bytes before the value are zero");
    assertDirty("uint8", word("100"), "the bytes before the value are zero");
    assertDirty(
        "uint128", "0".repeat(31) + "1" + "0".repeat(32), "the bytes before the value are zero");
    assertDirty("int8", word("80"), "the bytes before the value repeat its sign");
    assertDirty("int8", "0" + "f".repeat(63), "the bytes before the value repeat its sign");
    assertDirty("bool", word("2"), "a bool is 0 or 1");
    assertDirty("bool", word("101"), "a bool is 0 or 1");
    assertDirty("bool", "8" + "0".repeat(62) + "1", "a bool is 0 or 1");
    assertDirty(
        "address",
        "0".repeat(23) + "1" + "a".repeat(40),
        "the 12 bytes before an address are zero");
    assertDirty("bytes1", "ff" + "0".repeat(61) + "1", "the bytes after the value are zero");
    assertDirty("bytes31", "f".repeat(62) + "01", "the bytes after the value are zero");
  }

  @Test
  void refusesDirtyPaddingBehindBytes() {
    assertDataRefused(
        "a: the padding after byte 66 is not zero",
        "bytes a",
        word("20"),
        word("2"),
        "aabb" + "0".repeat(59) + "1");
  }

  @Test
  void takesBytesWhosePaddingIsCutOff() {
    assertEquals(
        List.of(Bytes.fromHex("0xaabb")),
        AbiCodec.decode(AbiParameters.parse("bytes a"), hex(word("20"), word("2"), "aabb")));
    assertEquals(
        List.of("ab"),
        AbiCodec.decode(AbiParameters.parse("string a"), hex(word("20"), word("2"), "6162000000")));
  }

  @Test
  void refusesDataShorterThanItsHead() {
    assertDataRefused(
        "(bool,bool) takes at least 64 bytes, there are 32", "bool a, bool b", word("1"));
    assertDataRefused("(uint256[3]) takes at least 96 bytes, there are 0", "uint256[3] a");
  }

  @Test
  void refusesLengthsBeyondTheDataBeforeMakingRoom() {
    assertDataRefused(
        "a: the length at byte 32 is 2147483647, more than the 64 bytes of the data",
        "uint256[] a",
        word("20"),
        word("7fffffff"));
    assertDataRefused(
        "a: the length at byte 32 is " + U256.MAX + ", more than the 64 bytes of the data",
        "bytes a",
        word("20"),
        "f".repeat(64));
    assertDataRefused(
        "a: 2 elements of uint256 take at least 64 bytes, there are 32",
        "uint256[] a",
        word("20"),
        word("2"),
        word("1"));
    assertDataRefused(
        "a: 33 bytes from byte 64 on, there are 32", "bytes a", word("20"), word("21"), word("0"));
    assertDataRefused(
        "a: the length at byte 50 is cut off: the data has 64 bytes",
        "bytes a",
        word("32"),
        word("0"));
  }

  @Test
  void refusesOffsetsOutsideTheData() {
    assertDataRefused(
        "a: the offset at byte 0 is 65, more than the 64 bytes of the data",
        "bytes a",
        word("41"),
        word("0"));
    assertDataRefused(
        "a: the offset at byte 0 is " + U256.MAX + ", more than the 32 bytes of the data",
        "bytes a",
        "f".repeat(64));
    assertDataRefused(
        "a[0]: the offset at byte 64 leads 64 bytes on, there are 32",
        "bytes[] a",
        word("20"),
        word("1"),
        word("40"));
  }

  @Test
  void takesOffsetsThatAreNotMultiplesOfAWord() {
    assertEquals(
        List.of(Bytes.fromHex("0xab")),
        AbiCodec.decode(
            AbiParameters.parse("bytes a"), hex(word("23"), "112233", word("1"), left("ab"))));
  }

  @Test
  void refusesTextThatIsNotUtf8() {
    for (String malformed : List.of("ff", "c080", "eda080", "f4908080", "e282", "61c3")) {
      Bytes data =
          hex(word("20"), word(Integer.toHexString(malformed.length() / 2)), left(malformed));
      AbiDataException refusal =
          assertThrows(
              AbiDataException.class,
              () -> AbiCodec.decode(AbiParameters.parse("string a"), data),
              malformed);
      assertTrue(refusal.words().startsWith("a: the text is not UTF-8 from its byte "), malformed);
    }
  }

  @Test
  void ignoresBytesThatNothingPointsAtUnlessExactlyTheEncodingIsAskedFor() {
    AbiParameters parameters = AbiParameters.parse("bytes a, bool b");
    List<Object> values = List.of(Bytes.fromHex("0xab"), true);
    Bytes exact = AbiCodec.encode(parameters, values);
    Bytes behind = Bytes.concat(exact, Bytes.fromHex("0x00"));
    Bytes between = hex(word("60"), word("1"), word("0"), word("1"), left("ab"));
    assertEquals(values, AbiCodec.decodeExactly(parameters, exact));
    for (Bytes loose : List.of(behind, between)) {
      assertEquals(values, AbiCodec.decode(parameters, loose));
      assertThrows(AbiDataException.class, () -> AbiCodec.decodeExactly(parameters, loose));
    }
    assertThrows(
        AbiDataException.class,
        () -> AbiCodec.decodeExactly(AbiParameters.NONE, Bytes.fromHex("0x00")));
  }

  @Test
  void refusesArraysThatPointAtOneAnother() {
    // Each of 20 levels is an array of 4 elements that all are the next level: 4^20 values.
    int levels = 20;
    StringBuilder data = new StringBuilder(word("20"));
    for (int level = 0; level < levels; level++) {
      data.append(word("4"));
      // The next level begins behind the four offsets.
      IntStream.range(0, 4).forEach(_ -> data.append(word("80")));
    }
    data.append(word("0"));
    String type = "uint256" + "[]".repeat(levels + 1);
    AbiDataException refusal =
        assertThrows(
            AbiDataException.class,
            () -> AbiCodec.decode(AbiParameters.parse(type), hex(data.toString())));
    assertTrue(refusal.words().contains("offsets overlap"), refusal.words());
  }

  @Test
  void refusesOffsetsThatLeadBackToTheirOwnHead() {
    assertDataRefused(
        "x: offsets overlap: the values are longer than the 32 bytes of the data",
        "(bytes a) x",
        word("0"));
  }

  @Test
  void refusesTypesThatTakeNoSpace() {
    assertThrows(AbiTextException.class, () -> AbiType.parse("uint256[0][]"));
    assertThrows(AbiTextException.class, () -> AbiType.parse("tuple()[]"));
  }

  @Test
  void decodesACallBehindItsSelector() {
    AbiFunction transfer =
        Abi.parse("function transfer(address to, uint256 value) returns (bool)")
            .functions()
            .getFirst();
    Bytes call = transfer.encodeCall(List.of(ALICE, BigInteger.valueOf(5)));
    assertEquals(
        "0xa9059cbb" + "0".repeat(24) + ALICE.toHex().substring(2) + word("5"), call.toHex());
    assertEquals(List.of(ALICE, BigInteger.valueOf(5)), transfer.decodeCall(call));
    assertEquals(List.of(true), transfer.decodeResult(transfer.encodeResult(List.of(true))));
    AbiDataException refusal =
        assertThrows(AbiDataException.class, () -> transfer.decodeCall(Bytes.fromHex("0xa9059c")));
    assertEquals(
        "not a call of transfer(address,uint256): the data does not begin with 0xa9059cbb",
        refusal.words());
  }

  private static void assertEncoding(String parameters, List<?> values, String... words) {
    AbiParameters types = AbiParameters.parse(parameters);
    assertEquals(hex(words), AbiCodec.encode(types, values));
    assertEquals(values, AbiCodec.decodeExactly(types, hex(words)));
  }

  private static void assertRoundTrip(String parameters, List<?> values) {
    AbiParameters types = AbiParameters.parse(parameters);
    assertEquals(values, AbiCodec.decodeExactly(types, AbiCodec.encode(types, values)));
  }

  private static void assertRefused(String words, String parameter, Object value) {
    assertEquals(words, refusal(parameter, value).words());
  }

  private static AbiValueException refusal(String parameter, Object value) {
    return assertThrows(
        AbiValueException.class,
        () -> AbiCodec.encode(AbiParameters.parse(parameter), List.of(value)));
  }

  private static void assertDirty(String type, String word, String rule) {
    assertDataRefused(
        "a: not a " + type + " at byte 0: " + rule + "; got 0x" + word, type + " a", word);
  }

  private static void assertDataRefused(String words, String parameters, String... data) {
    AbiDataException refusal =
        assertThrows(
            AbiDataException.class,
            () -> AbiCodec.decode(AbiParameters.parse(parameters), hex(data)));
    assertEquals(words, refusal.words());
  }

  private static Bytes hex(String... parts) {
    return Bytes.fromHex("0x" + String.join("", parts));
  }

  private static String word(String digits) {
    return "0".repeat(64 - digits.length()) + digits;
  }

  private static String left(String digits) {
    return digits + "0".repeat(64 - digits.length());
  }

  private static Bytes ascii(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static List<BigInteger> integers(long... values) {
    return Arrays.stream(values).mapToObj(BigInteger::valueOf).toList();
  }
}
