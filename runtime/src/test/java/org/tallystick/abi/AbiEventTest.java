package org.tallystick.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.Keccak;

class AbiEventTest {
  private static final Address ALICE =
      Address.fromHex("0x00000000000000000000000000000000000a11ce");

  @Test
  void putsIndexedInputsInTopicsAndOthersInData() {
    AbiEvent opened =
        event("event Opened(uint256 indexed id, string title, address indexed owner)");
    List<Object> values = List.of(BigInteger.valueOf(7), "Best bridge", ALICE);
    AbiEvent.Encoded log = opened.encode(values);
    assertEquals(
        List.of(Keccak.hash(ascii("Opened(uint256,string,address)")), word("7"), word("a11ce")),
        log.topics());
    assertEquals(
        AbiCodec.encode(AbiParameters.parse("string"), List.of("Best bridge")), log.data());
    assertEquals(values, opened.decode(log.topics(), log.data()));
  }

  @Test
  void leavesTheSignatureOutOfAnonymousLogs() {
    AbiEvent hidden =
        event(
            "event Hidden(bool indexed a, bool indexed b, int8 indexed c, bytes2 indexed d)"
                + " anonymous");
    List<Object> values = List.of(true, false, BigInteger.valueOf(-1), Bytes.fromHex("0xabcd"));
    AbiEvent.Encoded log = hidden.encode(values);
    assertEquals(
        List.of(
            word("1"),
            word("0"),
            Hash.fromHex("0x" + "f".repeat(64)),
            Hash.fromHex("0xabcd" + "0".repeat(60))),
        log.topics());
    assertEquals(Bytes.EMPTY, log.data());
    assertEquals(values, hidden.decode(log.topics(), log.data()));
  }

  /// The specification's section "Encoding of Indexed Event Parameters".
  @Test
  void hashesIndexedValuesThatAreLargerThanAWord() {
    assertTopic("string", "hello", ascii("hello"));
    assertTopic("bytes", Bytes.fromHex("0x0102"), Bytes.fromHex("0x0102"));
    assertTopic("string", "", Bytes.EMPTY);
    assertTopic(
        "uint8[]",
        List.of(BigInteger.ONE, BigInteger.TWO),
        Bytes.concat(word("1").bytes(), word("2").bytes()));
    assertTopic("uint8[1]", List.of(BigInteger.ONE), word("1").bytes());
    assertTopic("uint8[]", List.of(), Bytes.EMPTY);
    assertTopic("string[]", List.of("a", ""), Bytes.fromHex("0x61" + "0".repeat(62)));
    assertTopic(
        "(bool a, string b, (bytes c, int8[2] d) e)",
        List.of(
            true,
            "x".repeat(33),
            List.of(Bytes.fromHex("0xff"), List.of(BigInteger.ONE, BigInteger.ONE.negate()))),
        Bytes.concat(
            word("1").bytes(),
            ascii("x".repeat(33)),
            Bytes.wrap(new byte[31]),
            Bytes.fromHex("0xff" + "0".repeat(62)),
            word("1").bytes(),
            Bytes.fromHex("0x" + "f".repeat(64))));
  }

  @Test
  void givesTheHashOfAnIndexedValueThatIsNotThere() {
    AbiEvent named = event("event Named(string indexed name, string name2)");
    AbiEvent.Encoded log = named.encode(List.of("a", "b"));
    assertEquals(List.of(Keccak.hash(ascii("a")), "b"), named.decode(log.topics(), log.data()));
  }

  @Test
  void namesTheValueThatDoesNotFit() {
    AbiEvent event = event("event E(uint8 indexed a, uint8[] b)");
    assertRefused(
        "a: uint8 overflow: 256, the greatest is 255",
        event,
        List.of(BigInteger.valueOf(256), List.of()));
    assertRefused(
        "b[0]: uint8 underflow: -1, the least is 0",
        event,
        List.of(BigInteger.ONE, List.of(BigInteger.ONE.negate())));
    assertRefused("E(uint8,uint8[]) takes 2 values, got 1", event, List.of(BigInteger.ONE));
  }

  @Test
  void refusesLogsOfAnotherEvent() {
    AbiEvent event = event("event E(uint8 indexed a)");
    assertEquals(
        "a log of E(uint8) has 2 topics, got 1",
        refusal(event, List.of(event.topic0()), Bytes.EMPTY));
    assertEquals(
        "not a log of E(uint8): its first topic is " + event.topic0() + ", got " + Hash.ZERO,
        refusal(event, List.of(Hash.ZERO, Hash.ZERO), Bytes.EMPTY));
    assertEquals(
        "a: not a uint8 at byte 0: the bytes before the value are zero; got " + word("100"),
        refusal(event, List.of(event.topic0(), word("100")), Bytes.EMPTY));
  }

  private static void assertTopic(String type, Object value, Bytes hashed) {
    assertEquals(Keccak.hash(hashed), AbiEvent.topic(AbiType.parse(type), value));
  }

  private static void assertRefused(String words, AbiEvent event, List<?> values) {
    assertEquals(words, assertThrows(AbiValueException.class, () -> event.encode(values)).words());
  }

  private static String refusal(AbiEvent event, List<Hash> topics, Bytes data) {
    return assertThrows(AbiDataException.class, () -> event.decode(topics, data)).words();
  }

  private static AbiEvent event(String text) {
    return Abi.parse(text).events().getFirst();
  }

  private static Hash word(String digits) {
    return Hash.fromHex("0x" + "0".repeat(64 - digits.length()) + digits);
  }

  private static Bytes ascii(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }
}
