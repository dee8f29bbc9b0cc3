package org.tallystick.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/// A number, kept as it was written: nothing is rounded. Two are equal where they are written
/// alike, so `1`, `1.0` and `1e0` are three different values.
///
/// @param literal as JSON writes it, with an exponent of at most [#EXPONENT_DIGITS_MAX] digits
public record JsonNumber(String literal) implements Json {
  /// An exponent has at most this many digits: `1e9999` can still be written out, `1e999999999`
  /// would be a gigabyte.
  public static final int EXPONENT_DIGITS_MAX = 4;

  /// @throws IllegalArgumentException where the literal is not a JSON number
  public JsonNumber {
    requireNumber(literal);
  }

  public static JsonNumber of(long number) {
    return new JsonNumber(Long.toString(number));
  }

  public static JsonNumber of(BigInteger number) {
    return new JsonNumber(number.toString());
  }

  public static JsonNumber of(BigDecimal number) {
    return new JsonNumber(number.toString());
  }

  public BigDecimal decimal() {
    return new BigDecimal(literal);
  }

  /// The number where it is whole, however it is written (`1e3` and `1.0` are); absent otherwise.
  public Optional<BigInteger> integer() {
    boolean plain = true;
    for (int at = 0; at < literal.length() && plain; at++) {
      char letter = literal.charAt(at);
      plain = isDigit(letter) || letter == '-';
    }
    if (plain) {
      return Optional.of(new BigInteger(literal));
    }
    BigDecimal decimal = decimal().stripTrailingZeros();
    return decimal.scale() <= 0 ? Optional.of(decimal.toBigIntegerExact()) : Optional.empty();
  }

  @Override
  public String toString() {
    return literal;
  }

  /// The grammar of RFC 8259, section 6: `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`.
  private static void requireNumber(String literal) {
    int at = literal.startsWith("-") ? 1 : 0;
    int whole = digits(literal, at);
    boolean valid = whole == 1 || (whole > 1 && literal.charAt(at) != '0');
    at += whole;
    if (valid && at < literal.length() && literal.charAt(at) == '.') {
      int fraction = digits(literal, at + 1);
      valid = fraction > 0;
      at += 1 + fraction;
    }
    if (valid
        && at < literal.length()
        && (literal.charAt(at) == 'e' || literal.charAt(at) == 'E')) {
      at++;
      if (at < literal.length() && (literal.charAt(at) == '+' || literal.charAt(at) == '-')) {
        at++;
      }
      int exponent = digits(literal, at);
      if (exponent > EXPONENT_DIGITS_MAX) {
        throw new IllegalArgumentException(
            "the exponent of a number has at most "
                + EXPONENT_DIGITS_MAX
                + " digits, got "
                + exponent);
      }
      valid = exponent > 0;
      at += exponent;
    }
    if (!valid || at != literal.length()) {
      throw new IllegalArgumentException("not a JSON number: " + JsonView.shorten(literal));
    }
  }

  /// How many digits stand in a row from `from` on.
  private static int digits(String literal, int from) {
    int at = from;
    while (at < literal.length() && isDigit(literal.charAt(at))) {
      at++;
    }
    return at - from;
  }

  private static boolean isDigit(char letter) {
    return letter >= '0' && letter <= '9';
  }
}
