package org.tallystick.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.bytes.Bytes;

class PackedTest {
  /// The example of the specification's section "Non-standard Packed Mode".
  @Test
  void packsTheExampleOfTheSpecification() {
    assertEquals(
        "0xffff42000348656c6c6f2c20776f726c6421",
        AbiCodec.encodePacked(
                AbiParameters.parse("int16, bytes1, uint16, string"),
                List.of(
                    BigInteger.ONE.negate(),
                    Bytes.fromHex("0x42"),
                    BigInteger.valueOf(3),
                    "Hello, world!"))
            .toHex());
  }

  @Test
  void padsTheElementsOfArrays() {
    assertEquals(
        "0x01" + "0".repeat(63) + "1" + "0".repeat(63) + "2",
        AbiCodec.encodePacked(
                AbiParameters.parse("bool, uint8[]"),
                List.of(true, List.of(BigInteger.ONE, BigInteger.TWO)))
            .toHex());
  }

  @ParameterizedTest
  @ValueSource(strings = {"string[]", "uint8[][]", "uint8[2][2]", "(bool a)", "(bool a)[]"})
  void refusesWhatSolidityDoesNotPack(String type) {
    AbiValueException refusal =
        assertThrows(
            AbiValueException.class,
            () -> AbiCodec.encodePacked(List.of(AbiType.parse(type)), List.of(List.of())));
    assertEquals(
        "[0]: "
            + AbiType.parse(type).canonicalName()
            + " cannot be packed: only plain values, bytes, strings and arrays of plain values; use"
            + " abi.encode",
        refusal.words());
  }
}
