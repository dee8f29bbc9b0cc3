package org.tallystick.sdk.values;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.abi.AbiParameters;
import org.tallystick.abi.AbiType;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;

class ArgumentsTest {
  private static final Address BOB = Address.fromHex("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed");
  private static final Arguments ARGUMENTS =
      new Arguments(name -> name.equals("bob") ? Optional.of(BOB) : Optional.empty());

  private static Object read(String type, Object written) {
    return ARGUMENTS.read(AbiType.parse(type), written);
  }

  private static String refusal(String type, Object written) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> read(type, written)).getMessage());
  }

  @Test
  void everyKindOfWholeNumberIsANumber() {
    BigInteger seven = BigInteger.valueOf(7);
    for (Object written :
        List.of((byte) 7, (short) 7, 7, 7L, seven, new U256(seven), "7", "0x7", "0_7")) {
      assertEquals(seven, read("uint256", written));
    }
    assertEquals(BigInteger.valueOf(-7), read("int8", -7));
    assertEquals(BigInteger.valueOf(1_000_000), read("uint256", "1_000_000"));
  }

  @Test
  void timesAreSeconds() {
    assertEquals(
        BigInteger.valueOf(1_767_225_600),
        read("uint64", Instant.parse("2026-01-01T00:00:00.999Z")));
    assertEquals(BigInteger.valueOf(86_400), read("uint64", Duration.ofDays(1)));
  }

  @Test
  void addressesComeAsThemselvesAsTextOrByName() {
    assertEquals(BOB, read("address", BOB));
    assertEquals(BOB, read("address", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"));
    assertEquals(BOB, read("address", "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"));
    assertEquals(BOB, read("address", "bob"));
  }

  @Test
  void aWrongChecksumIsRefused() {
    assertEquals(
        "address: wrong checksum in address 0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed: expected"
            + " 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed (EIP-55); in lower case it is taken"
            + " without a check",
        refusal("address", "0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"));
  }

  @Test
  void bytesComeInEveryForm() {
    Bytes bytes = Bytes.fromHex("0x0102");
    assertEquals(bytes, read("bytes", bytes));
    assertEquals(bytes, read("bytes", "0x0102"));
    assertEquals(bytes, read("bytes2", new byte[] {1, 2}));
    assertEquals(Hash.ZERO.bytes(), read("bytes32", Hash.ZERO));
  }

  @Test
  void booleansAndTextsAreWhatTheyAre() {
    assertEquals(true, read("bool", true));
    assertEquals(false, read("bool", "false"));
    assertEquals("true", read("string", "true"));
  }

  @Test
  void listsComeAsListsArraysOrJson() {
    List<BigInteger> expected = List.of(BigInteger.ONE, BigInteger.TWO);
    assertEquals(expected, read("uint256[]", List.of(1, 2L)));
    assertEquals(expected, read("uint256[]", new int[] {1, 2}));
    assertEquals(expected, read("uint256[]", new long[] {1, 2}));
    assertEquals(expected, read("uint256[]", new Object[] {1, "2"}));
    assertEquals(expected, read("uint256[2]", "[1, \"2\"]"));
    assertEquals(List.of("a", "b"), read("string[]", "[\"a\", \"b\"]"));
  }

  @Test
  void structsComeInOrderByNameOrAsJson() {
    String type = "tuple(address to, uint256[] values)";
    List<Object> expected = List.of(BOB, List.of(BigInteger.ONE));
    assertEquals(expected, read(type, List.of("bob", List.of(1))));
    assertEquals(expected, read(type, Map.of("values", List.of(1), "to", BOB)));
    assertEquals(expected, read(type, "{\"values\": [1], \"to\": \"bob\"}"));
    assertEquals(expected, read(type, "[\"bob\", [1]]"));
  }

  @Test
  void anythingThatStandsForAValueIsAsked() {
    AbiConvertible convertible = () -> BOB;
    assertEquals(BOB, read("address", convertible));
    assertEquals(List.of(BOB), read("address[]", List.of(convertible)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "uint256 | seven  | uint256: expected a whole number for uint256, got \"seven\"",
        "uint256 | 1.5    | uint256: expected a whole number for uint256, got \"1.5\"",
        "bool    | yes    | bool: expected true or false for bool, got yes",
        "address | carol  | address: expected an address or a known name for address, got"
            + " \"carol\"",
        "address | 0x12   | address: an address has 20 bytes, got 1",
        "uint8[] | 5      | uint8[]: expected a list for uint8[], got 5",
        "uint8[] | [true] | uint8[][0]: expected a whole number for uint8, got Boolean true",
      })
  void whatDoesNotFitIsNamed(String type, String written, String refusal) {
    assertEquals(refusal, refusal(type, written));
  }

  @Test
  void aNumberIsNoTextAndNoAddress() {
    assertEquals("string: expected text for string, got 7", refusal("string", 7));
    assertEquals("address: expected an address for address, got 7", refusal("address", 7));
  }

  @Test
  void theWrongCountIsToldWithWhatIsTaken() {
    AbiParameters parameters = AbiParameters.parse("address to, uint256 value");
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> ARGUMENTS.read(parameters, List.of("bob")));

    assertEquals("(address to, uint256 value) takes 2 values, got 1", refusal.getMessage());
  }

  @Test
  void aParameterIsNamedAsItIsDeclared() {
    AbiParameters parameters = AbiParameters.parse("address to, (uint8 low, uint8 high)[] pairs");
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> ARGUMENTS.read(parameters, List.of(BOB, List.of(List.of(1, "x")))));

    assertEquals(
        "pairs[0].high: expected a whole number for uint8, got \"x\"", refusal.getMessage());
  }
}
