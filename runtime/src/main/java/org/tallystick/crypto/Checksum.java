package org.tallystick.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.Hex;

/// Addresses as people read them: the case of each letter is a check digit
/// ([EIP-55](https://eips.ethereum.org/EIPS/eip-55)).
public final class Checksum {
  private Checksum() {}

  /// `0x` and 40 digits in mixed case.
  public static String encode(Address address) {
    String digits = Hex.encodeBare(address.arrayUnsafe());
    Hash hash = Keccak.hash(digits.getBytes(StandardCharsets.US_ASCII));
    StringBuilder text = new StringBuilder(2 + digits.length()).append("0x");
    for (int at = 0; at < digits.length(); at++) {
      char digit = digits.charAt(at);
      text.append(nibble(hash, at) >= 8 ? Character.toUpperCase(digit) : digit);
    }
    return text.toString();
  }

  /// Reads `0x` and 40 digits. Letters in one case carry no checksum; in mixed case it must be
  /// right.
  ///
  /// @throws IllegalArgumentException where the text is no address, or its checksum is wrong
  public static Address decode(String text) {
    Address address = Address.fromHex(text);
    String digits = text.substring(2);
    boolean isMixed =
        !digits.equals(digits.toLowerCase(Locale.ROOT))
            && !digits.equals(digits.toUpperCase(Locale.ROOT));
    String expected = encode(address);
    if (isMixed && !digits.equals(expected.substring(2))) {
      throw new IllegalArgumentException(
          "wrong checksum in address "
              + text
              + ": expected "
              + expected
              + " (EIP-55); in lower case it is taken without a check");
    }
    return address;
  }

  private static int nibble(Hash hash, int index) {
    int octet = hash.arrayUnsafe()[index / 2] & 0xff;
    return index % 2 == 0 ? octet >> 4 : octet & 0xf;
  }
}
