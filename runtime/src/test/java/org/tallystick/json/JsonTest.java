package org.tallystick.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @Test
  void readsEveryKindOfValue() {
    assertEquals(
        Json.object()
            .put("text", "a\u00e9\ud83d\ude00\n")
            .put("number", 12)
            .put("yes", true)
            .put("no", false)
            .put("none", JsonNull.NULL)
            .put("list", Json.array().add(1).add("two").add(Json.array()))
            .build(),
        Json.parse(
            """
            { "text": "a\\u00e9\\ud83d\\ude00\\n", "number": 12, "yes": true, "no": false,
              "none": null, "list": [1, "two", []] }
            """));
  }

  @Test
  void keepsTheOrderOfMembers() {
    assertEquals("{\"z\":1,\"a\":2,\"m\":3}", Json.parse("{\"z\":1, \"a\":2, \"m\":3}").write());
  }

  @Test
  void keepsNumbersAsTheyWereWritten() {
    String numbers =
        "[1,1.0,1e0,-0,0.1,1E+2,115792089237316195423570985008687907853269984665640564039457584007913129639935]";
    assertEquals(numbers, Json.parse(numbers).write());
  }

  @Test
  void tellsWholeNumbersFromOthers() {
    assertEquals(Optional.of(BigInteger.valueOf(1000)), new JsonNumber("1e3").integer());
    assertEquals(Optional.of(BigInteger.ONE), new JsonNumber("1.0").integer());
    assertEquals(Optional.of(BigInteger.valueOf(-7)), new JsonNumber("-7").integer());
    assertEquals(Optional.of(BigInteger.ZERO), new JsonNumber("0e9999").integer());
    assertEquals(Optional.empty(), new JsonNumber("1.5").integer());
    assertEquals(Optional.empty(), new JsonNumber("1e-3").integer());
    assertEquals(new BigDecimal("0.10"), new JsonNumber("0.10").decimal());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "01",
        "1.",
        ".5",
        "+1",
        "1e",
        "1e+",
        "0x1",
        "NaN",
        "Infinity",
        "1 ",
        "--1"
      })
  void refusesANumberJsonCannotWrite(String literal) {
    assertThrows(IllegalArgumentException.class, () -> new JsonNumber(literal));
  }

  @Test
  void refusesAnExponentThatCouldNotBeWrittenOut() {
    assertFault("$[0]", "the exponent of a number has at most 4 digits, got 9", "[1e999999999]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,]",
        "{\"a\":1,}",
        "{a:1}",
        "'a'",
        "// x\n1",
        "nul",
        "\"a",
        "\"\n\"",
        "[1}",
        "NaN",
        "01",
        "+1",
        "\ufeff1",
        "1 2",
        "{} []",
        "\"\\x\"",
        "\"\\u12\""
      })
  void refusesWhatIsNotOneJsonValue(String text) {
    assertThrows(JsonException.class, () -> Json.parse(text));
    assertThrows(JsonException.class, () -> Json.parse(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void saysWhereTheTextStopsBeingJson() {
    String message = fault("{\n  \"a\": [1, oops]\n}");
    assertTrue(message.startsWith("not JSON at line 2, column "), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "-Infinity", "+1", "/* one */ 1"})
  void namesNoOptionThatOnlyAProgrammerCouldSet(String text) {
    String message = fault(text);
    assertTrue(message.startsWith("not JSON at line 1, column "), message);
    assertFalse(message.matches(".*(enable|ALLOW|Feature).*"), message);
  }

  @Test
  void refusesAMemberThatIsThereTwice() {
    assertFault(
        "$.outer[1].name",
        "the member is there twice",
        "{\"outer\": [0, {\"name\": 1, \"name\": 2}]}");
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    byte[] bytes = {'"', 'a', (byte) 0xc3, '"'};
    assertEquals(
        "not UTF-8 at byte 2",
        assertThrows(JsonException.class, () -> Json.parse(bytes)).getMessage());
    assertThrows(JsonException.class, () -> Json.parse("[1]".getBytes(StandardCharsets.UTF_16BE)));
  }

  @Test
  void refusesADocumentThatIsTooLong() {
    JsonLimits limits = JsonLimits.DEFAULT.withDocumentLengthMax(4);
    assertEquals(Json.of(1234), Json.parse("1234", limits));
    assertEquals(
        "the document has 5 characters, at most 4 are read",
        assertThrows(JsonException.class, () -> Json.parse("12345", limits)).getMessage());
    assertThrows(
        JsonException.class,
        () -> Json.parse("\"\u00e9\u00e9\"".getBytes(StandardCharsets.UTF_8), limits));
  }

  @Test
  void refusesADocumentThatIsTooDeep() {
    JsonLimits limits = JsonLimits.DEFAULT.withDepthMax(3);
    assertEquals("[[[]]]", Json.parse("[[[]]]", limits).write());
    assertThrows(JsonException.class, () -> Json.parse("[[[[]]]]", limits));
    assertThrows(JsonException.class, () -> Json.parse("{\"a\":{\"a\":{\"a\":{}}}}", limits));
  }

  @Test
  void refusesAHundredThousandBracketsWithoutRunningOutOfStack() {
    assertThrows(JsonException.class, () -> Json.parse("[".repeat(100_000)));
    assertThrows(JsonException.class, () -> Json.parse("{\"a\":".repeat(100_000)));
  }

  @Test
  void refusesTooManyValues() {
    JsonLimits limits = JsonLimits.DEFAULT.withValuesMax(3);
    assertEquals("[1,2]", Json.parse("[1,2]", limits).write());
    assertThrows(JsonException.class, () -> Json.parse("[1,2,3]", limits));
  }

  @Test
  void refusesTextsAndNumbersThatAreTooLong() {
    JsonLimits limits = JsonLimits.DEFAULT.withTextLengthMax(3).withNumberLengthMax(2);
    assertEquals("[\"abc\",12]", Json.parse("[\"abc\",12]", limits).write());
    assertThrows(JsonException.class, () -> Json.parse("\"abcd\"", limits));
    assertThrows(JsonException.class, () -> Json.parse("{\"abcd\":1}", limits));
    assertThrows(JsonException.class, () -> Json.parse("123", limits));
    assertThrows(JsonException.class, () -> Json.parse("1.2", limits));
  }

  @Test
  void writesControlCharactersAndLoneSurrogatesAsEscapes() {
    String awkward = "\"\\/\b\f\n\r\t\u0000\u001f\u007f\u2028 \ud800 \udc00 \ud83d\ude00";
    assertEquals(
        "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u007f\u2028 \\ud800 \\udc00 \ud83d\ude00\"",
        Json.of(awkward).write());
    assertEquals(Json.of(awkward), Json.parse(Json.of(awkward).writeBytes()));
  }

  @Test
  void writesValuesOfAnyDepth() {
    Json deep = JsonArray.EMPTY;
    for (int at = 0; at < 100_000; at++) {
      deep = new JsonArray(List.of(deep));
    }
    assertEquals("[".repeat(100_001) + "]".repeat(100_001), deep.write());
  }

  @Test
  void writesIndentedAsJavaScriptDoes() {
    assertEquals(
        """
        {
          "a": [
            1,
            {
              "b": "c"
            },
            [],
            {}
          ],
          "d": null
        }\
        """,
        Json.parse("{\"a\":[1,{\"b\":\"c\"},[],{}],\"d\":null}").writeIndented());
  }

  @Test
  void refusesToBuildAMemberTwice() {
    JsonObject.Builder object = Json.object().put("a", 1);
    assertThrows(IllegalArgumentException.class, () -> object.put("a", 2));
  }

  @Test
  void readsBackWhateverItWrites() {
    for (long seed = 0; seed < 2_000; seed++) {
      Json value = randomValue(new Random(seed), 4);
      assertEquals(value, Json.parse(value.write()), "seed " + seed);
      assertEquals(value, Json.parse(value.writeIndented()), "seed " + seed);
      assertEquals(value, Json.parse(value.writeBytes()), "seed " + seed);
    }
  }

  @Test
  void answersRandomTextWithAValueOrADeclaredException() {
    String letters = "{}[]\":,0123eE+-.\\utrfalsn \n\u00e9\ud800";
    for (long seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int at = random.nextInt(24); at > 0; at--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      try {
        Json value = Json.parse(text.toString());
        assertEquals(value, Json.parse(value.write()), "seed " + seed);
      } catch (JsonException expected) {
        assertTrue(String.valueOf(expected.getMessage()).length() < 400, "seed " + seed);
      }
    }
  }

  private static Json randomValue(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 5 : 7)) {
      case 0 -> JsonNull.NULL;
      case 1 -> Json.of(random.nextBoolean());
      case 2 -> Json.of(new BigInteger(random.nextInt(300), random));
      case 3 -> Json.of(new BigDecimal(new BigInteger(80, random), random.nextInt(40) - 20));
      case 4 -> Json.of(randomText(random));
      case 5 -> {
        List<Json> elements = new ArrayList<>();
        for (int at = random.nextInt(5); at > 0; at--) {
          elements.add(randomValue(random, depth - 1));
        }
        yield new JsonArray(elements);
      }
      default -> {
        JsonObject.Builder object = Json.object();
        for (int at = random.nextInt(5); at > 0; at--) {
          object.put(at + randomText(random), randomValue(random, depth - 1));
        }
        yield object.build();
      }
    };
  }

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    for (int at = random.nextInt(12); at > 0; at--) {
      text.append((char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
    }
    return text.toString();
  }

  private static void assertFault(String path, String words, String text) {
    String message = fault(text);
    assertTrue(message.startsWith(path + " at line ") && message.endsWith(": " + words), message);
  }

  private static String fault(String text) {
    return String.valueOf(assertThrows(JsonException.class, () -> Json.parse(text)).getMessage());
  }
}
