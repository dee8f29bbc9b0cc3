package org.tallystick.node.rpc.dev;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Keccak;
import org.tallystick.json.Json;
import org.tallystick.json.JsonException;
import org.tallystick.json.JsonLimits;
import org.tallystick.json.JsonNumber;
import org.tallystick.json.JsonText;
import org.tallystick.node.rpc.protocol.Argument;
import org.tallystick.node.rpc.protocol.RpcException;

/// Structured data that somebody signs by hand, together with the types it is made of
/// ([EIP-712](https://eips.ethereum.org/EIPS/eip-712)), as `eth_signTypedData_v4` takes it.
///
/// Where the standard leaves a gap it does what wallets do: a struct that is `null` is hashed as
/// zero, members that no type names are not looked at, and the type of the domain may be left out.
final class TypedData {
  private static final String DOMAIN = "EIP712Domain";
  private static final Bytes PREFIX = Bytes.of((byte) 0x19, (byte) 0x01);

  /// Members of a domain with their types, in the order they have to stand in.
  private static final List<Field> DOMAIN_FIELDS =
      List.of(
          new Field("name", "string"),
          new Field("version", "string"),
          new Field("chainId", "uint256"),
          new Field("verifyingContract", "address"),
          new Field("salt", "bytes32"));

  /// More than a wallet could show. Keeps the work in proportion to the data.
  private static final int TYPES_MAX = 200;

  private static final int FIELDS_MAX = 2_000;
  private static final int TYPE_NAME_LENGTH_MAX = 200;
  private static final int DIGITS_MAX = 100;
  private static final JsonLimits LIMITS =
      JsonLimits.DEFAULT.withDepthMax(100).withValuesMax(200_000);

  private static final Pattern ARRAY = Pattern.compile("(.+)\\[(\\d{0,9})]");
  private static final Pattern INTEGER = Pattern.compile("(u?)int(\\d{0,3})");
  private static final Pattern FIXED_BYTES = Pattern.compile("bytes([1-9]|[12]\\d|3[0-2])");
  private static final Pattern DECIMAL = Pattern.compile("-?\\d+");
  private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]+");

  private final Argument root;
  private final Map<String, List<Field>> types;
  private final Map<String, Hash> typeHashes = new HashMap<>();

  private TypedData(Argument root, Map<String, List<Field>> types) {
    this.root = root;
    this.types = types;
  }

  private record Field(String name, String type) {}

  /// What is signed: a hash of the domain and the message, by their types.
  ///
  /// @param argument an object, or its text
  /// @throws RpcException where the data does not fit its own types
  static Hash hash(Argument argument) {
    Argument root = parsed(argument);
    Argument domain = root.requiredMember("domain");
    Map<String, List<Field>> types = types(root.requiredMember("types"));
    types.putIfAbsent(DOMAIN, domainFields(domain));
    TypedData data = new TypedData(root, types);
    Bytes domainHash = data.hashStruct(DOMAIN, domain);
    String primaryType = root.requiredMember("primaryType").text();
    return primaryType.equals(DOMAIN)
        ? Keccak.hash(Bytes.concat(PREFIX, domainHash))
        : Keccak.hash(
            Bytes.concat(
                PREFIX, domainHash, data.hashStruct(primaryType, root.requiredMember("message"))));
  }

  private static Argument parsed(Argument argument) {
    if (!(argument.value() instanceof JsonText(String text))) {
      return argument;
    }
    try {
      return new Argument(argument.place(), Json.parse(text, LIMITS));
    } catch (JsonException fault) {
      throw argument.fault("typed data is an object or its text: " + fault.getMessage());
    }
  }

  private static Map<String, List<Field>> types(Argument argument) {
    Map<String, List<Field>> types = new LinkedHashMap<>();
    int fieldsLeft = FIELDS_MAX;
    for (Map.Entry<String, Argument> type : argument.members().entrySet()) {
      List<Argument> elements = type.getValue().elements();
      fieldsLeft -= elements.size();
      if (fieldsLeft < 0 || types.size() == TYPES_MAX) {
        throw argument.fault(
            "at most " + TYPES_MAX + " types with " + FIELDS_MAX + " members in all are read");
      }
      List<Field> fields = new ArrayList<>();
      for (Argument element : elements) {
        fields.add(
            new Field(
                element.requiredMember("name").text(), typeName(element.requiredMember("type"))));
      }
      types.put(type.getKey(), fields);
    }
    return types;
  }

  private static String typeName(Argument argument) {
    String name = argument.text();
    if (name.length() > TYPE_NAME_LENGTH_MAX) {
      throw argument.fault(
          "a type's name has at most "
              + TYPE_NAME_LENGTH_MAX
              + " characters, got "
              + name.length());
    }
    return name;
  }

  /// A domain without a type has the standard's, as far as the members are there.
  private static List<Field> domainFields(Argument domain) {
    return DOMAIN_FIELDS.stream().filter(field -> domain.member(field.name).isPresent()).toList();
  }

  private Bytes hashStruct(String type, Argument value) {
    List<Field> fields = fields(type);
    List<Bytes> parts = new ArrayList<>();
    parts.add(typeHash(type).bytes());
    for (Field field : fields) {
      parts.add(encodeField(field, value));
    }
    return Keccak.hash(Bytes.concat(parts.toArray(Bytes[]::new))).bytes();
  }

  private Bytes encodeField(Field field, Argument struct) {
    Optional<Argument> value = struct.member(field.name);
    if (value.isEmpty() && types.containsKey(field.type)) {
      return Hash.ZERO.bytes();
    }
    return encode(
        field.type,
        value.orElseThrow(
            () -> struct.fault("the member \"" + Argument.shorten(field.name) + "\" is missing")));
  }

  /// The 32 bytes that stand for a value.
  private Bytes encode(String type, Argument value) {
    Matcher array = ARRAY.matcher(type);
    if (array.matches()) {
      return encodeArray(array, value);
    }
    if (types.containsKey(type)) {
      return hashStruct(type, value);
    }
    Matcher integer = INTEGER.matcher(type);
    if (integer.matches()) {
      return encodeInteger(integer, value);
    }
    Matcher fixedBytes = FIXED_BYTES.matcher(type);
    if (fixedBytes.matches()) {
      return encodeFixedBytes(Integer.parseInt(fixedBytes.group(1)), value);
    }
    return switch (type) {
      case "bytes" -> Keccak.hash(value.bytes()).bytes();
      case "string" -> Keccak.hash(value.text().getBytes(StandardCharsets.UTF_8)).bytes();
      case "bool" -> word(value.bool() ? BigInteger.ONE : BigInteger.ZERO);
      case "address" -> Bytes.concat(Bytes.wrap(new byte[12]), value.address().bytes());
      default -> throw unknown(type);
    };
  }

  private Bytes encodeArray(Matcher type, Argument value) {
    List<Argument> elements = value.elements();
    @Nullable String length = type.group(2);
    if (length != null && !length.isEmpty() && Integer.parseInt(length) != elements.size()) {
      throw value.fault("expected " + length + " elements, got " + elements.size());
    }
    String elementType = String.valueOf(type.group(1));
    return Keccak.hash(
            Bytes.concat(
                elements.stream()
                    .map(element -> encode(elementType, element))
                    .toArray(Bytes[]::new)))
        .bytes();
  }

  private static Bytes encodeInteger(Matcher type, Argument value) {
    boolean isSigned = String.valueOf(type.group(1)).isEmpty();
    String digits = String.valueOf(type.group(2));
    int bits = digits.isEmpty() ? U256.BITS : Integer.parseInt(digits);
    if (bits == 0 || bits > U256.BITS || bits % 8 != 0) {
      throw value.fault("there is no type " + type.group());
    }
    BigInteger number = integer(value);
    boolean fits =
        isSigned ? number.bitLength() < bits : number.signum() >= 0 && number.bitLength() <= bits;
    if (!fits) {
      throw value.fault(
          "number " + Argument.shorten(number.toString()) + " is out of range for " + type.group());
    }
    return word(number);
  }

  /// A number, or its text in decimal or hexadecimal digits.
  private static BigInteger integer(Argument value) {
    if (value.value() instanceof JsonNumber number) {
      return number.integer().orElseThrow(() -> value.fault("expected a whole number"));
    }
    String text = value.text();
    if (text.length() <= DIGITS_MAX && DECIMAL.matcher(text).matches()) {
      return new BigInteger(text);
    }
    if (text.length() <= DIGITS_MAX && HEX.matcher(text).matches()) {
      return new BigInteger(text.substring(2), 16);
    }
    throw value.fault("expected a whole number, got " + Argument.shorten(text));
  }

  private static Bytes encodeFixedBytes(int length, Argument value) {
    Bytes bytes = value.bytes();
    if (bytes.length() != length) {
      throw value.fault("expected " + length + " bytes, got " + bytes.length());
    }
    return Bytes.concat(bytes, Bytes.wrap(new byte[Hash.LENGTH - length]));
  }

  /// Two's complement in 32 bytes.
  private static Bytes word(BigInteger number) {
    BigInteger unsigned = number.signum() < 0 ? number.add(BigInteger.TWO.pow(U256.BITS)) : number;
    return Bytes.wrap(new U256(unsigned).toWord());
  }

  private Hash typeHash(String type) {
    @Nullable Hash known = typeHashes.get(type);
    if (known == null) {
      known = Keccak.hash(describe(type).getBytes(StandardCharsets.UTF_8));
      typeHashes.put(type, known);
    }
    return known;
  }

  /// `Mail(Person from,string text)Person(…)`: the type, then those it is made of by name.
  private String describe(String type) {
    Set<String> parts = new TreeSet<>();
    collectParts(type, parts);
    parts.remove(type);
    StringBuilder text = new StringBuilder();
    appendType(type, text);
    parts.forEach(part -> appendType(part, text));
    return text.toString();
  }

  private void collectParts(String type, Set<String> parts) {
    String element = type.contains("[") ? type.substring(0, type.indexOf('[')) : type;
    if (types.containsKey(element) && parts.add(element)) {
      fields(element).forEach(field -> collectParts(field.type, parts));
    }
  }

  private void appendType(String type, StringBuilder text) {
    text.append(type).append('(');
    String separator = "";
    for (Field field : fields(type)) {
      text.append(separator).append(field.type).append(' ').append(field.name);
      separator = ",";
    }
    text.append(')');
  }

  private List<Field> fields(String type) {
    List<Field> fields = types.get(type);
    if (fields == null) {
      throw unknown(type);
    }
    return fields;
  }

  private RpcException unknown(String type) {
    return root.fault("there is no type " + Argument.shorten(type));
  }
}
