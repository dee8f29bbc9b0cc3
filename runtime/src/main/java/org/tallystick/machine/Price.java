package org.tallystick.machine;

import java.util.ArrayList;
import java.util.List;

/// What a call of one built-in costs: a sum of terms over the sizes it works on, read from the text
/// that stands beside it in `permits.mjs`.
///
/// @param before terms charged before the work
/// @param memory terms that count as bytes, charged before the work
/// @param result gas for each element of what comes back, charged after
record Price(List<Term> before, List<Term> memory, int result) {
  /// Nothing: for constants and for built-ins whose caller pays.
  static final Price FREE = new Price(List.of(), List.of(), 0);

  Price {
    before = List.copyOf(before);
    memory = List.copyOf(memory);
  }

  /// A number of gas or bytes for every combination of the sizes: `8*sort`, `this*arg0/16`.
  record Term(int factor, List<Size> sizes, int divisor) {
    Term {
      sizes = List.copyOf(sizes);
    }
  }

  /// A size of one call, measured before the work.
  enum Size {
    THIS("this"),
    ARG0("arg0"),
    ARG1("arg1"),
    ARG2("arg2"),
    ARG3("arg3"),
    ARGS("args"),
    INT0("int0"),
    INT1("int1"),
    SORT("sort"),
    SORTED("sorted"),
    SLOTS("slots"),
    RADIX("radix"),
    LIKE0("like0"),
    REVIVED("revived"),
    READ("read"),
    READS("reads"),
    TEXT("text"),
    PATTERN("pattern"),
    SHAPE("shape"),
    ALL("all"),
    JOIN("join"),
    DEEP("deep"),
    REPLACED("replaced");

    private final String word;

    Size(String word) {
      this.word = word;
    }
  }

  boolean isFree() {
    return before.isEmpty() && memory.isEmpty() && result == 0;
  }

  /// Whether the price is one number, known before any call.
  boolean isFlat() {
    return memory.stream().allMatch(term -> term.sizes().isEmpty())
        && before.stream().allMatch(term -> term.sizes().isEmpty())
        && result == 0;
  }

  /// Reads a price such as `20 + this*int0 + memory(2*this*int0)`.
  ///
  /// @throws IllegalArgumentException where the text is not such
  static Price parse(String text) {
    List<Term> before = new ArrayList<>();
    List<Term> memory = new ArrayList<>();
    int result = 0;
    String rest = text.strip();
    int memoryAt = rest.indexOf("memory(");
    if (memoryAt >= 0) {
      int close = rest.indexOf(')', memoryAt);
      if (close != rest.length() - 1) {
        throw new IllegalArgumentException("memory(…) must stand last: " + text);
      }
      memory.addAll(parseSum(rest.substring(memoryAt + "memory(".length(), close), text));
      rest = rest.substring(0, memoryAt).strip();
      if (rest.endsWith("+")) {
        rest = rest.substring(0, rest.length() - 1).strip();
      }
    }
    StringBuilder sum = new StringBuilder();
    for (String part : rest.split("\\+")) {
      String term = part.strip();
      if (term.equals("result")) {
        result += 1;
      } else if (term.endsWith("*result")) {
        result += Integer.parseInt(term.substring(0, term.indexOf('*')));
      } else {
        sum.append(sum.isEmpty() ? "" : "+").append(term);
      }
    }
    if (!sum.isEmpty()) {
      before.addAll(parseSum(sum.toString(), text));
    }
    return new Price(before, memory, result);
  }

  private static List<Term> parseSum(String sum, String whole) {
    List<Term> terms = new ArrayList<>();
    for (String part : sum.split("\\+")) {
      int factor = 1;
      List<Size> sizes = new ArrayList<>();
      int slash = part.indexOf('/');
      int divisor = slash < 0 ? 1 : Integer.parseInt(part.substring(slash + 1).strip());
      String product = slash < 0 ? part : part.substring(0, slash);
      for (String word : product.strip().split("\\*")) {
        if (!word.isEmpty() && Character.isDigit(word.charAt(0))) {
          factor *= Integer.parseInt(word);
        } else {
          sizes.add(size(word, whole));
        }
      }
      if (factor != 0) {
        terms.add(new Term(factor, sizes, divisor));
      }
    }
    return terms;
  }

  private static Size size(String word, String whole) {
    for (Size size : Size.values()) {
      if (size.word.equals(word)) {
        return size;
      }
    }
    throw new IllegalArgumentException("no size \"" + word + "\" in the price \"" + whole + "\"");
  }
}
