package org.tallystick.abi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The words of the language: names of types, words that cannot be names, and which word somebody
/// may have meant.
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

  /// More edits than this, and the word is another word.
  private static final int EDITS_MAX = 2;

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
        + nearest(name, known)
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

  /// The known word that takes the fewest edits to reach, where that is one typing slip or two.
  static Optional<String> nearest(String word, Collection<String> known) {
    int editsMax = Math.min(EDITS_MAX, word.length() / 2);
    return known.stream()
        .filter(candidate -> Math.abs(candidate.length() - word.length()) <= editsMax)
        .map(candidate -> new Near(candidate, edits(word, candidate)))
        .filter(near -> near.edits <= editsMax)
        .min(
            Comparator.comparingInt(Near::edits)
                .thenComparingInt(near -> Math.abs(near.word.length() - word.length()))
                .thenComparing(Near::word))
        .map(Near::word);
  }

  /// Letters to add, drop, change or swap with their neighbour until one word is the other, case
  /// not counted (Damerau-Levenshtein, where no letter is edited twice).
  private static int edits(String from, String to) {
    int[][] edits = new int[from.length() + 1][to.length() + 1];
    for (int row = 0; row <= from.length(); row++) {
      for (int column = 0; column <= to.length(); column++) {
        edits[row][column] =
            row == 0 || column == 0 ? row + column : fewest(edits, from, to, row, column);
      }
    }
    return edits[from.length()][to.length()];
  }

  private static int fewest(int[][] edits, String from, String to, int row, int column) {
    boolean isSame = same(from.charAt(row - 1), to.charAt(column - 1));
    int changed = edits[row - 1][column - 1] + (isSame ? 0 : 1);
    int addedOrDropped = 1 + Math.min(edits[row - 1][column], edits[row][column - 1]);
    int fewest = Math.min(changed, addedOrDropped);
    boolean isSwap =
        row > 1
            && column > 1
            && same(from.charAt(row - 1), to.charAt(column - 2))
            && same(from.charAt(row - 2), to.charAt(column - 1));
    return isSwap ? Math.min(fewest, 1 + edits[row - 2][column - 2]) : fewest;
  }

  private static boolean same(char one, char other) {
    return Character.toLowerCase(one) == Character.toLowerCase(other);
  }

  private record Near(String word, int edits) {}
}
