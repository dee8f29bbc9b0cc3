package org.tallystick.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A JSON value ([RFC 8259](https://www.rfc-editor.org/rfc/rfc8259)). Immutable; the members of
/// objects keep the order they were written in.
public sealed interface Json
    permits JsonObject, JsonArray, JsonText, JsonNumber, JsonBool, JsonNull {
  /// Reads one value under the default limits.
  ///
  /// @throws JsonException where the text is not one JSON value, or passes a limit
  static Json parse(String text) {
    return parse(text, JsonLimits.DEFAULT);
  }

  /// Reads one value.
  ///
  /// @throws JsonException where the text is not one JSON value, or passes a limit
  static Json parse(String text, JsonLimits limits) {
    return JsonReader.read(text, limits);
  }

  /// Reads one value from UTF-8 under the default limits.
  ///
  /// @throws JsonException where the bytes are not one JSON value, or pass a limit
  static Json parse(byte[] utf8) {
    return parse(utf8, JsonLimits.DEFAULT);
  }

  /// Reads one value from UTF-8.
  ///
  /// @throws JsonException where the bytes are not one JSON value, or pass a limit
  static Json parse(byte[] utf8, JsonLimits limits) {
    return JsonReader.read(utf8, limits);
  }

  static Json of(String text) {
    return new JsonText(text);
  }

  static Json of(boolean value) {
    return value ? JsonBool.TRUE : JsonBool.FALSE;
  }

  static Json of(long number) {
    return JsonNumber.of(number);
  }

  static Json of(BigInteger number) {
    return JsonNumber.of(number);
  }

  static Json of(BigDecimal number) {
    return JsonNumber.of(number);
  }

  /// Starts an object: `Json.object().put("jsonrpc", "2.0").build()`.
  static JsonObject.Builder object() {
    return new JsonObject.Builder();
  }

  /// Starts an array: `Json.array().add(1).add("two").build()`.
  static JsonArray.Builder array() {
    return new JsonArray.Builder();
  }

  /// An array of these values.
  static JsonArray array(List<? extends Json> elements) {
    return new JsonArray(List.copyOf(elements));
  }

  /// An array of texts.
  static JsonArray texts(List<String> elements) {
    return array(elements.stream().map(JsonText::new).toList());
  }

  /// What sort of value this is, for people: `object`, `array`, `string`, `number`, `boolean` or
  /// `null`.
  default String kind() {
    return switch (this) {
      case JsonObject _ -> "object";
      case JsonArray _ -> "array";
      case JsonText _ -> "string";
      case JsonNumber _ -> "number";
      case JsonBool _ -> "boolean";
      case JsonNull _ -> "null";
    };
  }

  /// This value as the root of a document, for reading with errors that name the place.
  default JsonView view() {
    return JsonView.of(this);
  }

  /// The value on one line, without spaces. Parsing it gives an equal value.
  default String write() {
    return JsonWriter.compact(this);
  }

  /// The value for people to read: two spaces a level, as `JSON.stringify(value, null, 2)` prints.
  default String writeIndented() {
    return JsonWriter.indented(this);
  }

  /// [#write()] in UTF-8.
  default byte[] writeBytes() {
    return write().getBytes(StandardCharsets.UTF_8);
  }
}
