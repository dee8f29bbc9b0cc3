package org.tallystick.abi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The words of the language: names of types, and words that cannot be names.
final class AbiNames {
  /// Words that Solidity, viem or ethers would read as something else than a name.
  private static final Set<String> RESERVED =
      Set.of(
          ("address after alias anonymous apply auto bool byte bytes calldata case catch constant"
               + " constructor copyof default defined do else enum error event external fallback"
               + " false final fixed for function if immutable implements import in indexed inline"
               + " int interface internal let library macro mapping match memory modifier mutable"
               + " new nonpayable null of override partial payable private promise public pure"
               + " receive reference relocatable return returns sealed sizeof static storage string"
               + " struct super supports switch this throw true try tuple typedef typeof ufixed"
               + " uint unchecked using var view virtual while")
              .split(" "));

  /// What people write who come from elsewhere.
  private static final Map<String, String> WAYS_OUT =
      Map.ofEntries(
          Map.entry("byte", "write bytes1"),
          Map.entry("boolean", "write bool"),
          Map.entry("number", "write uint256, or another size from uint8 on"),
          Map.entry("bigint", "write uint256, or another size from uint8 on"),
          Map.entry("integer", "write int256, or another size from int8 on"),
          Map.entry("str", "write string"),
          Map.entry("text", "write string"),
          Map.entry("hash", "write bytes32"),
          Map.entry("Uint8Array", "write bytes"),
          Map.entry("var", "name a type: uint256, address, string, …"),
          Map.entry("function", "a pointer to a function is a bytes24"),
          Map.entry("mapping", "a mapping cannot be passed; write a function that reads one entry"),
          Map.entry("fixed", "amounts are whole smallest units: write int256"),
          Map.entry("ufixed", "amounts are whole smallest units: write uint256"));

  private static final Map<String, AbiType> ELEMENTARY = elementaryTypes();

  private AbiNames() {}

  private static Map<String, AbiType> elementaryTypes() {
    List<AbiType> types = new ArrayList<>();
    types.add(new AbiType.BoolType());
    types.add(new AbiType.AddressType());
    types.add(new AbiType.BytesType());
    types.add(new AbiType.StringType());
    for (int size = 1; size <= AbiType.WORD; size++) {
      types.add(new AbiType.FixedBytesType(size));
      types.add(new AbiType.UIntType(8 * size));
      types.add(new AbiType.IntType(8 * size));
    }
    Map<String, AbiType> names = new HashMap<>();
    for (AbiType type : types) {
      names.put(type.canonicalName(), type);
    }
    names.put("uint", new AbiType.UIntType(256));
    names.put("int", new AbiType.IntType(256));
    return Collections.unmodifiableMap(names);
  }

  /// The type of this name, unless it is a struct's.
  static Optional<AbiType> elementary(String name) {
    return Optional.ofNullable(ELEMENTARY.get(name));
  }

  /// What to say of a name that is no type.
  ///
  /// @param structs names that are types besides the elementary ones
  static String unknownType(String name, Collection<String> structs) {
    String words = "unknown type \"" + name + "\": ";
    String wayOut = WAYS_OUT.get(name);
    if (wayOut != null) {
      return words + wayOut;
    }
    if (isSized(name, "uint") || isSized(name, "int")) {
      return words + "integers have 8, 16, … 256 bits";
    }
    if (isSized(name, "bytes")) {
      return words + "there are bytes1 to bytes32, and bytes of any length";
    }
    if (isSizedFraction(name)) {
      return words + WAYS_OUT.get("fixed");
    }
    List<String> known = new ArrayList<>(structs);
    known.addAll(ELEMENTARY.keySet());
    return words
        + NearestWord.to(name, known)
            .map(near -> "did you mean " + near + "?")
            .orElse("declare it with \"struct " + name + " { … }\", or name an elementary type");
  }

  private static boolean isSized(String name, String base) {
    return name.length() > base.length()
        && name.startsWith(base)
        && name.substring(base.length()).chars().allMatch(letter -> letter >= '0' && letter <= '9');
  }

  private static boolean isSizedFraction(String name) {
    int at = name.startsWith("ufixed") ? 6 : name.startsWith("fixed") ? 5 : name.length();
    return at < name.length() && Character.isDigit(name.charAt(at));
  }

  static boolean isReserved(String word) {
    return RESERVED.contains(word) || ELEMENTARY.containsKey(word);
  }

  /// @throws IllegalArgumentException where the word cannot be a name in any abi
  static void requireIdentifier(String word) {
    if (word.isEmpty()) {
      throw new IllegalArgumentException("a name is missing");
    }
    if (word.length() > AbiLimits.NAME_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "a name has at most %,d characters, this one has %,d"
              .formatted(AbiLimits.NAME_LENGTH_MAX, word.length()));
    }
    for (int at = 0; at < word.length(); at++) {
      if (!isWordLetter(word.charAt(at)) || (at == 0 && isDigit(word.charAt(at)))) {
        throw new IllegalArgumentException(
            "\"" + word + "\" is no name: letters, digits, _ and $ make one, no digit first");
      }
    }
  }

  /// @throws IllegalArgumentException where the digits are no length of an array
  static int arrayLength(String digits) {
    boolean isNumber = !digits.isEmpty();
    for (int at = 0; at < digits.length() && isNumber; at++) {
      isNumber = isDigit(digits.charAt(at));
    }
    if (!isNumber || (digits.length() > 1 && digits.startsWith("0"))) {
      throw new IllegalArgumentException(
          "\"" + AbiLexer.excerpt(digits) + "\" is no length of an array: write [3] or []");
    }
    // Longer numbers pass the limit of sizes by far, which then says so.
    int digitsMax = 9;
    return Integer.parseInt(digits.length() <= digitsMax ? digits : "9".repeat(digitsMax));
  }

  static boolean isWordLetter(char letter) {
    return (letter >= 'a' && letter <= 'z')
        || (letter >= 'A' && letter <= 'Z')
        || letter == '_'
        || letter == '$'
        || isDigit(letter);
  }

  static boolean isDigit(char letter) {
    return letter >= '0' && letter <= '9';
  }
}
