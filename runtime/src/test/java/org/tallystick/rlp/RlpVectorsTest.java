package org.tallystick.rlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hex;
import org.tallystick.bytes.U256;
import org.tallystick.testing.Vectors;
import tools.jackson.databind.JsonNode;

/// The RLPTests of [ethereum/tests](https://github.com/ethereum/tests).
class RlpVectorsTest {
  @TestFactory
  Stream<DynamicTest> valuesAreWrittenAsTheVectorsSay() {
    return cases("rlptest.json")
        .map(vector ->
            DynamicTest.dynamicTest(
                vector.getKey(),
                () -> {
                  RlpWriter writer = new RlpWriter();
                  write(vector.getValue().get("in"), writer);
                  assertEquals(encoded(vector.getValue()), writer.toBytes());
                }));
  }

  @TestFactory
  Stream<DynamicTest> encodingsAreReadAndWrittenAsTheSameBytes() {
    return Stream.concat(cases("rlptest.json"), cases("RandomRLPTests/example.json"))
        .map(vector ->
            DynamicTest.dynamicTest(
                vector.getKey(),
                () -> {
                  Bytes encoded = encoded(vector.getValue());
                  assertEquals(encoded, readAndWrite(encoded));
                }));
  }

  @TestFactory
  Stream<DynamicTest> invalidEncodingsAreRefused() {
    return cases("invalidRLPTest.json")
        .map(vector ->
            DynamicTest.dynamicTest(
                vector.getKey(),
                () ->
                    assertThrows(
                        RlpException.class, () -> readAndWrite(encoded(vector.getValue())))));
  }

  private static Stream<Map.Entry<String, JsonNode>> cases(String file) {
    return Vectors.requireJson("RLPTests/" + file).propertyStream();
  }

  private static Bytes encoded(JsonNode vector) {
    String hex = vector.get("out").asString();
    return Bytes.wrap(Hex.decodeBare(hex.startsWith("0x") ? hex.substring(2) : hex));
  }

  /// Numbers stand as numbers, or as text after `#` where they are too large for JSON.
  private static void write(JsonNode value, RlpWriter writer) {
    if (value.isArray()) {
      writer.beginList();
      value.forEach(item -> write(item, writer));
      writer.endList();
    } else if (value.isNumber()) {
      writer.writeLong(value.asLong());
    } else if (value.asString().startsWith("#")) {
      BigInteger number = new BigInteger(value.asString().substring(1));
      if (number.bitLength() <= U256.BITS) {
        writer.writeU256(new U256(number));
      } else {
        writer.writeBytes(number.toByteArray());
      }
    } else {
      writer.writeBytes(value.asString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static Bytes readAndWrite(Bytes encoded) {
    RlpReader reader = RlpReader.of(encoded);
    RlpWriter writer = new RlpWriter();
    copy(reader, writer);
    reader.finish();
    return writer.toBytes();
  }

  private static void copy(RlpReader reader, RlpWriter writer) {
    if (!reader.isList()) {
      writer.writeBytes(reader.readBytes());
      return;
    }
    reader.enterList();
    writer.beginList();
    while (reader.hasNext()) {
      copy(reader, writer);
    }
    writer.endList();
    reader.leaveList();
  }
}
