package org.tallystick.node.rpc.protocol;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.json.Json;
import org.tallystick.json.JsonArray;
import org.tallystick.json.JsonBool;
import org.tallystick.json.JsonNull;
import org.tallystick.json.JsonNumber;
import org.tallystick.json.JsonObject;
import org.tallystick.json.JsonText;

/// An argument of a call, or a value inside one, read as what it should be. What it is not ends the
/// call with [RpcError#INVALID_ARGUMENTS], in go-ethereum's words where it has any: `invalid
/// argument 0: hex string has length 39, want 40 for address`.
///
/// @param place where it stands, for the words: `0`, then `0: from`
public record Argument(String place, Json value) {
  private static final int EXCERPT_LENGTH_MAX = 70;

  public static Argument at(int index, Json value) {
    return new Argument(Integer.toString(index), value);
  }

  /// `0x` and 40 digits of either case.
  public Address address() {
    return Address.of(fixedBytes(Address.LENGTH, "address"));
  }

  /// `0x` and 64 digits.
  public Hash hash() {
    return Hash.of(fixedBytes(Hash.LENGTH, "hash"));
  }

  /// `0x` and an even number of digits, none too.
  public Bytes bytes() {
    String digits = digits();
    if (digits.length() % 2 != 0) {
      throw fault("hex string of odd length");
    }
    return Bytes.wrap(parse(digits));
  }

  /// A storage slot: up to 64 digits, shorter ones filled up with zeroes in front.
  public Hash slot() {
    String digits = digits();
    if (digits.length() > 2 * Hash.LENGTH) {
      throw fault("hex string too long, want at most 32 bytes, got " + (digits.length() + 1) / 2);
    }
    return Hash.wrap(parse("0".repeat(2 * Hash.LENGTH - digits.length()) + digits));
  }

  /// `0x` and digits without leading zeroes, up to 64.
  public U256 quantity() {
    return new U256(quantity(U256.BITS));
  }

  /// A quantity below 2^63.
  public long smallQuantity() {
    BigInteger number = quantity(Long.SIZE);
    if (number.bitLength() >= Long.SIZE) {
      throw fault("number " + number + " is too large, want at most " + Long.MAX_VALUE);
    }
    return number.longValueExact();
  }

  /// A quantity of up to 64 bits, as a number without a sign.
  public long unsignedQuantity() {
    return quantity(Long.SIZE).longValue();
  }

  /// A quantity, or a plain JSON number: what people type.
  public long smallNumber() {
    if (!(value instanceof JsonNumber number)) {
      return smallQuantity();
    }
    BigInteger integer = number.integer().orElseThrow(() -> wrongKind("a whole number"));
    if (integer.signum() < 0 || integer.bitLength() >= Long.SIZE) {
      throw fault("number " + shorten(number.literal()) + " is out of range");
    }
    return integer.longValueExact();
  }

  public boolean bool() {
    if (value instanceof JsonBool(boolean bool)) {
      return bool;
    }
    throw wrongKind("true or false");
  }

  public String text() {
    if (value instanceof JsonText(String text)) {
      return text;
    }
    throw wrongKind("a string");
  }

  /// A JSON number that may have a fraction.
  public double decimal() {
    if (value instanceof JsonNumber number) {
      return number.decimal().doubleValue();
    }
    throw wrongKind("a number");
  }

  public boolean isNumber() {
    return value instanceof JsonNumber;
  }

  public boolean isArray() {
    return value instanceof JsonArray;
  }

  public boolean isObject() {
    return value instanceof JsonObject;
  }

  public boolean isNull() {
    return value instanceof JsonNull;
  }

  public List<Argument> elements() {
    if (!(value instanceof JsonArray(List<Json> elements))) {
      throw wrongKind("an array");
    }
    List<Argument> arguments = new ArrayList<>(elements.size());
    for (int at = 0; at < elements.size(); at++) {
      arguments.add(new Argument(place + "[" + at + "]", elements.get(at)));
    }
    return arguments;
  }

  /// The member of this name; absent where it is missing or `null`.
  public Optional<Argument> member(String name) {
    return Optional.ofNullable(object().members().get(name))
        .filter(member -> !(member instanceof JsonNull))
        .map(member -> new Argument(place + ": " + name, member));
  }

  /// The member of this name.
  public Argument requiredMember(String name) {
    return member(name).orElseThrow(() -> fault("the member \"" + name + "\" is missing"));
  }

  /// All members by name.
  public Map<String, Argument> members() {
    Map<String, Argument> arguments = new LinkedHashMap<>();
    object()
        .members()
        .forEach((name, member) ->
            arguments.put(name, new Argument(place + ": " + shorten(name), member)));
    return arguments;
  }

  /// An exception that names this place, to be thrown by the caller.
  public RpcException fault(String words) {
    return RpcError.invalidArguments("invalid argument " + place + ": " + words).exception();
  }

  private JsonObject object() {
    if (value instanceof JsonObject object) {
      return object;
    }
    throw wrongKind("an object");
  }

  private Bytes fixedBytes(int length, String what) {
    String digits = digits();
    if (digits.length() != 2 * length) {
      throw fault(
          "hex string has length " + digits.length() + ", want " + 2 * length + " for " + what);
    }
    return Bytes.wrap(parse(digits));
  }

  private BigInteger quantity(int bitsMax) {
    String digits = digits();
    if (digits.isEmpty()) {
      throw fault("hex string \"0x\"");
    }
    if (digits.length() > 1 && digits.charAt(0) == '0') {
      throw fault("hex number with leading zero digits");
    }
    if (digits.length() > bitsMax / 4) {
      throw fault("hex number > " + bitsMax + " bits");
    }
    requireDigits(digits);
    return new BigInteger(digits, 16);
  }

  /// What follows `0x`, not looked at yet.
  private String digits() {
    if (!(value instanceof JsonText(String text))) {
      throw wrongKind("a hex string");
    }
    if (text.isEmpty()) {
      throw fault("empty hex string");
    }
    if (!text.startsWith("0x") && !text.startsWith("0X")) {
      throw fault("hex string without 0x prefix");
    }
    return text.substring(2);
  }

  private byte[] parse(String digits) {
    requireDigits(digits);
    return HexFormat.of().parseHex(digits);
  }

  private void requireDigits(String digits) {
    for (int at = 0; at < digits.length(); at++) {
      if (!HexFormat.isHexDigit(digits.charAt(at))) {
        throw fault("invalid hex string: '" + digits.charAt(at) + "' at position " + (at + 2));
      }
    }
  }

  private RpcException wrongKind(String expected) {
    String got =
        switch (value) {
          case JsonText _, JsonNumber _, JsonBool _ -> value.kind() + " " + shorten(value.write());
          case JsonObject _, JsonArray _, JsonNull _ -> value.kind();
        };
    return fault("expected " + expected + ", got " + got);
  }

  public static String shorten(String text) {
    return text.length() <= EXCERPT_LENGTH_MAX ? text : text.substring(0, EXCERPT_LENGTH_MAX) + "…";
  }
}
