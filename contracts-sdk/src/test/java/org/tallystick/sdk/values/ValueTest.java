package org.tallystick.sdk.values;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.abi.AbiParameters;
import org.tallystick.abi.AbiType;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;

class ValueTest {
  private static final AbiParameters MARK =
      AbiParameters.parse("address by, (string note, uint256[] numbers) detail");

  private static final Value VALUE =
      Value.returned(
          MARK, List.of(Address.ZERO, List.of("hello", List.of(BigInteger.ONE, BigInteger.TWO))));

  @Test
  void membersAreReachedByNameAndItemsByPlace() {
    assertEquals(Address.ZERO, VALUE.get("by").asAddress());
    assertEquals("hello", VALUE.get("detail").get("note").asText());
    assertEquals(2, VALUE.get("detail").get("numbers").at(1).asLong());
    assertEquals(2, VALUE.get("detail").get("numbers").size());
    assertEquals(VALUE.get("by"), VALUE.at(0));
  }

  @Test
  void oneReturnedValueIsTheValueItself() {
    Value value = Value.returned(AbiParameters.parse("bool"), List.of(true));

    assertTrue(value.asBoolean());
  }

  @Test
  void aFunctionWithoutOutputsReturnsNothing() {
    assertEquals(Value.NOTHING, Value.returned(AbiParameters.NONE, List.of()));
    assertEquals(0, Value.NOTHING.size());
  }

  @Test
  void anotherKindOfValueIsRefusedWithWhatItIs() {
    IllegalStateException refusal =
        assertThrows(IllegalStateException.class, () -> VALUE.get("by").asLong());

    assertEquals(
        "address is not a number: 0x0000000000000000000000000000000000000000",
        refusal.getMessage());
  }

  @Test
  void aMemberThatIsNotThereIsRefusedWithThoseThatAre() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> VALUE.get("to"));

    assertEquals("there is no to, only by, detail", refusal.getMessage());
  }

  @Test
  void aNumberLargerThanALongIsRefusedAsALong() {
    Value value = new Value(new AbiType.UIntType(256), BigInteger.TWO.pow(64));

    assertThrows(ArithmeticException.class, value::asLong);
    assertEquals(BigInteger.TWO.pow(64), value.asInteger());
  }

  @Test
  void itIsShownWithNames() {
    assertEquals(
        "{by: nobody, detail: {note: \"hello\", numbers: [1, 2]}}",
        VALUE.shown(address -> Optional.of("nobody")));
    assertEquals(
        "{by: 0x0000000000000000000000000000000000000000, detail: {note: \"hello\","
            + " numbers: [1, 2]}}",
        VALUE.toString());
  }

  @Test
  void anIndexedTextIsOnlyAHashInALog() {
    Value value = Value.logged(new AbiType.StringType(), Hash.ZERO);

    assertEquals(Hash.ZERO.bytes(), value.asBytes());
    assertEquals(
        Bytes.fromHex("0x01"),
        Value.logged(new AbiType.BytesType(), Bytes.fromHex("0x01")).asBytes());
  }
}
