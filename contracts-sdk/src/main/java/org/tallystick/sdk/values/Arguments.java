package org.tallystick.sdk.values;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tallystick.abi.AbiParameter;
import org.tallystick.abi.AbiParameters;
import org.tallystick.abi.AbiType;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Checksum;
import org.tallystick.json.Json;
import org.tallystick.json.JsonArray;
import org.tallystick.json.JsonBool;
import org.tallystick.json.JsonException;
import org.tallystick.json.JsonNull;
import org.tallystick.json.JsonNumber;
import org.tallystick.json.JsonObject;
import org.tallystick.json.JsonText;

/// Makes ABI values of what is written down.
///
/// | type | taken |
/// |---|---|
/// | `uint…`, `int…` | any whole number of Java, an [Instant] or [Duration] in seconds, text: `1000`, `1_000`, `0x3e8` |
/// | `bool` | a boolean, text: `true`, `false` |
/// | `address` | an [Address], text: `0x…`, a known name |
/// | `bytes…` | [Bytes], a [Hash], a byte array, text: `0x…` |
/// | `string` | text |
/// | arrays | a list, an array, text: JSON |
/// | structs | a list in order, a map by name, text: JSON |
///
/// Whether a number fits its type is seen when it is encoded.
public final class Arguments {
  private final Names names;

  /// Whom a name stands for.
  public interface Names {
    /// Nobody has a name.
    Names NONE = name -> Optional.empty();

    Optional<Address> address(String name);
  }

  public Arguments(Names names) {
    this.names = names;
  }

  /// The values of all parameters.
  ///
  /// @throws IllegalArgumentException naming the parameter that does not fit
  public List<Object> read(AbiParameters parameters, List<?> written) {
    if (written.size() != parameters.size()) {
      throw new IllegalArgumentException(
          "(%s) takes %d %s, got %d"
              .formatted(
                  described(parameters),
                  parameters.size(),
                  parameters.size() == 1 ? "value" : "values",
                  written.size()));
    }
    List<Object> values = new ArrayList<>(written.size());
    for (int at = 0; at < written.size(); at++) {
      AbiParameter parameter = parameters.get(at);
      String where = parameter.name().isEmpty() ? "argument " + (at + 1) : parameter.name();
      values.add(read(parameter.type(), written.get(at), where));
    }
    return values;
  }

  /// The value of one type.
  ///
  /// @throws IllegalArgumentException where what is written does not fit
  public Object read(AbiType type, Object written) {
    return read(type, written, type.canonicalName());
  }

  private static String described(AbiParameters parameters) {
    return String.join(
        ", ",
        parameters.all().stream()
            .map(parameter ->
                (parameter.type().canonicalName() + " " + parameter.name()).stripTrailing())
            .toList());
  }

  private Object read(AbiType type, @Nullable Object written, String where) {
    Object value = written instanceof AbiConvertible convertible ? convertible.abiValue() : written;
    if (value == null) {
      throw expected(type, "a value", "nothing", where);
    }
    return switch (type) {
      case AbiType.UIntType _, AbiType.IntType _ -> integer(type, value, where);
      case AbiType.BoolType _ -> bool(type, value, where);
      case AbiType.AddressType _ -> address(type, value, where);
      case AbiType.FixedBytesType _, AbiType.BytesType _ -> bytes(type, value, where);
      case AbiType.StringType _ -> {
        if (!(value instanceof CharSequence)) {
          throw expected(type, "text", value, where);
        }
        yield value.toString();
      }
      case AbiType.ArrayType array -> items(array, value, where);
      case AbiType.TupleType tuple -> members(tuple, value, where);
    };
  }

  private static BigInteger integer(AbiType type, Object value, String where) {
    return switch (value) {
      case BigInteger number -> number;
      case U256(BigInteger number) -> number;
      case Byte number -> BigInteger.valueOf(number);
      case Short number -> BigInteger.valueOf(number);
      case Integer number -> BigInteger.valueOf(number);
      case Long number -> BigInteger.valueOf(number);
      case Instant instant -> BigInteger.valueOf(instant.getEpochSecond());
      case Duration duration -> BigInteger.valueOf(duration.toSeconds());
      case CharSequence text -> integer(type, text.toString(), where);
      default -> throw expected(type, "a whole number", value, where);
    };
  }

  private static BigInteger integer(AbiType type, String text, String where) {
    String digits = text.replace("_", "");
    try {
      return digits.startsWith("0x")
          ? new BigInteger(digits.substring(2), 16)
          : new BigInteger(digits);
    } catch (NumberFormatException e) {
      throw expected(type, "a whole number", "\"" + text + "\"", where);
    }
  }

  private static Boolean bool(AbiType type, Object value, String where) {
    return switch (value) {
      case Boolean bool -> bool;
      case CharSequence text when text.toString().equals("true") -> true;
      case CharSequence text when text.toString().equals("false") -> false;
      default -> throw expected(type, "true or false", value, where);
    };
  }

  private Address address(AbiType type, Object value, String where) {
    return switch (value) {
      case Address address -> address;
      case CharSequence text when text.toString().startsWith("0x") -> {
        try {
          yield Checksum.decode(text.toString());
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
        }
      }
      case CharSequence text ->
          names
              .address(text.toString())
              .orElseThrow(
                  () -> expected(type, "an address or a known name", "\"" + text + "\"", where));
      default -> throw expected(type, "an address", value, where);
    };
  }

  private static Bytes bytes(AbiType type, Object value, String where) {
    return switch (value) {
      case Bytes bytes -> bytes;
      case Hash hash -> hash.bytes();
      case byte[] bytes -> Bytes.of(bytes);
      case CharSequence text -> {
        try {
          yield Bytes.fromHex(text.toString());
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
        }
      }
      default -> throw expected(type, "bytes", value, where);
    };
  }

  private List<Object> items(AbiType.ArrayType type, Object value, String where) {
    List<?> written =
        switch (value) {
          case List<?> list -> list;
          case Object[] array -> Arrays.asList(array);
          case int[] array -> Arrays.stream(array).boxed().toList();
          case long[] array -> Arrays.stream(array).boxed().toList();
          case CharSequence text when json(type, text, where) instanceof List<?> list -> list;
          default -> throw expected(type, "a list", value, where);
        };
    List<Object> items = new ArrayList<>(written.size());
    for (int at = 0; at < written.size(); at++) {
      items.add(read(type.element(), written.get(at), where + "[" + at + "]"));
    }
    return items;
  }

  private List<Object> members(AbiType.TupleType type, Object value, String where) {
    Object written = value instanceof CharSequence text ? json(type, text, where) : value;
    AbiParameters components = type.components();
    return switch (written) {
      case List<?> list when list.size() == components.size() ->
          Stream.iterate(0, at -> at < list.size(), at -> at + 1)
              .map(at ->
                  read(
                      components.get(at).type(),
                      list.get(at),
                      where + "." + components.get(at).name()))
              .toList();
      case Map<?, ?> map when map.size() == components.size() ->
          components.all().stream()
              .map(component ->
                  read(component.type(), map.get(component.name()), where + "." + component.name()))
              .toList();
      default -> throw expected(type, "the members (" + described(components) + ")", value, where);
    };
  }

  private static Object json(AbiType type, CharSequence text, String where) {
    try {
      return plain(Json.parse(text.toString()));
    } catch (JsonException e) {
      throw new IllegalArgumentException(
          "%s: expected JSON for %s: %s".formatted(where, type.canonicalName(), e.getMessage()), e);
    }
  }

  private static Object plain(Json json) {
    return switch (json) {
      case JsonText(String text) -> text;
      case JsonNumber number -> number.integer().map(Object.class::cast).orElse(number.literal());
      case JsonBool(boolean value) -> value;
      case JsonNull _ -> "null";
      case JsonArray(List<Json> elements) -> elements.stream().map(Arguments::plain).toList();
      case JsonObject(Map<String, Json> members) -> {
        Map<String, Object> plain = new LinkedHashMap<>();
        members.forEach((name, member) -> plain.put(name, plain(member)));
        yield plain;
      }
    };
  }

  private static IllegalArgumentException expected(
      AbiType type, String what, Object got, String where) {
    String shown =
        got instanceof String || got instanceof Number
            ? got.toString()
            : got.getClass().getSimpleName() + " " + got;
    return new IllegalArgumentException(
        "%s: expected %s for %s, got %s".formatted(where, what, type.canonicalName(), shown));
  }
}
