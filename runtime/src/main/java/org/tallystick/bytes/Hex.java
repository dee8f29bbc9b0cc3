package org.tallystick.bytes;

import java.util.HexFormat;

/// Hexadecimal text as Ethereum writes it: lower case, two digits a byte, `0x` in front.
public final class Hex {
  private static final HexFormat FORMAT = HexFormat.of();

  private Hex() {}

  /// The text of the bytes, with `0x` in front.
  public static String encode(byte[] bytes) {
    return "0x" + FORMAT.formatHex(bytes);
  }

  /// The text of the bytes, without a prefix.
  public static String encodeBare(byte[] bytes) {
    return FORMAT.formatHex(bytes);
  }

  /// Reads `0x` and an even number of digits of either case.
  ///
  /// @throws IllegalArgumentException with the position of the fault
  public static byte[] decode(String text) {
    if (!text.startsWith("0x") && !text.startsWith("0X")) {
      throw new IllegalArgumentException("hex must start with 0x: " + shorten(text));
    }
    return decodeBare(text.substring(2));
  }

  /// Reads an even number of digits of either case, without a prefix.
  ///
  /// @throws IllegalArgumentException with the position of the fault
  public static byte[] decodeBare(String digits) {
    if (digits.length() % 2 != 0) {
      throw new IllegalArgumentException(
          "hex must have an even number of digits, got "
              + digits.length()
              + ": "
              + shorten(digits));
    }
    for (int at = 0; at < digits.length(); at++) {
      if (!HexFormat.isHexDigit(digits.charAt(at))) {
        throw new IllegalArgumentException(
            "not a hex digit at position "
                + at
                + ": '"
                + digits.charAt(at)
                + "' in "
                + shorten(digits));
      }
    }
    return FORMAT.parseHex(digits);
  }

  private static String shorten(String text) {
    return text.length() <= 40 ? "\"" + text + "\"" : "\"" + text.substring(0, 37) + "...\"";
  }
}
