package org.tallystick.sdk.values;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tallystick.abi.AbiParameter;
import org.tallystick.abi.AbiParameters;
import org.tallystick.abi.AbiType;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.Checksum;

/// A value that a contract gave, with its type. Reading it as another kind of thing than it is
/// throws and says what it is.
///
/// @param type as declared
/// @param content as [org.tallystick.abi.AbiCodec] gives it
public record Value(AbiType type, Object content) implements AbiConvertible {
  /// What a function without outputs returns: a list of nothing.
  public static final Value NOTHING =
      new Value(AbiType.ArrayType.of(new AbiType.BoolType()), List.of());

  /// What a function with these outputs returned: the value itself where there is one, all of them
  /// together where there are several.
  public static Value returned(AbiParameters outputs, List<Object> values) {
    return switch (outputs.size()) {
      case 0 -> NOTHING;
      case 1 -> new Value(outputs.get(0).type(), values.getFirst());
      default -> new Value(AbiType.TupleType.of(outputs), values);
    };
  }

  /// Values with the types of their parameters.
  public static List<Value> all(AbiParameters parameters, List<Object> contents) {
    List<Value> values = new ArrayList<>(contents.size());
    for (int at = 0; at < contents.size(); at++) {
      values.add(new Value(parameters.get(at).type(), contents.get(at)));
    }
    return values;
  }

  /// What a log holds of an event's input: a hash, where the value is indexed and larger than a
  /// word.
  public static Value logged(AbiType type, Object content) {
    return content instanceof Hash hash
        ? new Value(new AbiType.FixedBytesType(Hash.LENGTH), hash.bytes())
        : new Value(type, content);
  }

  @Override
  public Object abiValue() {
    return content;
  }

  public BigInteger asInteger() {
    return as(BigInteger.class, "a number");
  }

  /// @throws ArithmeticException where the number is larger
  public long asLong() {
    return asInteger().longValueExact();
  }

  public boolean asBoolean() {
    return as(Boolean.class, "a boolean");
  }

  public String asText() {
    return as(String.class, "text");
  }

  public Address asAddress() {
    return as(Address.class, "an address");
  }

  public Bytes asBytes() {
    return as(Bytes.class, "bytes");
  }

  /// The items of an array, the members of a struct, or all that a function returned.
  public List<Value> asList() {
    List<?> contents = as(List.class, "a list");
    List<Value> values = new ArrayList<>(contents.size());
    for (int at = 0; at < contents.size(); at++) {
      AbiType of =
          switch (type) {
            case AbiType.TupleType tuple -> tuple.components().get(at).type();
            case AbiType.ArrayType array -> array.element();
            default -> throw new IllegalStateException(type + " has no items");
          };
      values.add(new Value(of, contents.get(at)));
    }
    return values;
  }

  public int size() {
    return asList().size();
  }

  /// An item of a list, counted from zero.
  public Value at(int index) {
    return asList().get(index);
  }

  /// A member of a struct, or one of several values that a function returned.
  public Value get(String name) {
    if (type instanceof AbiType.TupleType tuple) {
      List<String> names = tuple.components().all().stream().map(AbiParameter::name).toList();
      if (names.contains(name)) {
        return at(names.indexOf(name));
      }
      throw new IllegalArgumentException(
          "there is no " + name + ", only " + String.join(", ", names));
    }
    throw isNot("a struct with a member " + name);
  }

  private <T> T as(Class<T> kind, String what) {
    if (!kind.isInstance(content)) {
      throw isNot(what);
    }
    return kind.cast(content);
  }

  private IllegalStateException isNot(String what) {
    return new IllegalStateException(type.canonicalName() + " is not " + what + ": " + this);
  }

  /// The value for people, with names for the addresses that have one.
  public String shown(Function<Address, Optional<String>> names) {
    return switch (type) {
      case AbiType.StringType _ -> '"' + content.toString() + '"';
      case AbiType.AddressType _ -> {
        Address address = asAddress();
        yield names.apply(address).orElseGet(() -> Checksum.encode(address));
      }
      case AbiType.ArrayType _ ->
          asList().stream()
              .map(item -> item.shown(names))
              .collect(Collectors.joining(", ", "[", "]"));
      case AbiType.TupleType tuple -> "{" + shown(tuple.components(), asList(), names) + "}";
      case AbiType.UIntType _,
          AbiType.IntType _,
          AbiType.BoolType _,
          AbiType.FixedBytesType _,
          AbiType.BytesType _ ->
          content.toString();
    };
  }

  /// Several values with the names of their parameters: `to: 0x…, value: 7`.
  public static String shown(
      AbiParameters parameters, List<Value> values, Function<Address, Optional<String>> names) {
    List<String> shown = new ArrayList<>(values.size());
    for (int at = 0; at < values.size(); at++) {
      String name = parameters.get(at).name();
      shown.add((name.isEmpty() ? "" : name + ": ") + values.get(at).shown(names));
    }
    return String.join(", ", shown);
  }

  @Override
  public String toString() {
    return shown(address -> Optional.empty());
  }
}
