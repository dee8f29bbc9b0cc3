package org.tallystick.sdk.values;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.tallystick.bytes.U256;

/// Amounts of the chain's own coin as people write them. One coin is 10^18 wei, the smallest unit.
public final class Coins {
  private static final int DECIMALS = 18;
  private static final String WEI = "wei";
  private static final Pattern AMOUNT = Pattern.compile("\\d{1,58}(\\.\\d{1,18})?");
  private static final Pattern WHOLE = Pattern.compile("\\d{1,77}");

  private Coins() {}

  /// Reads an amount: `1.5` is one and a half coins, `1500wei` so much of the smallest unit.
  ///
  /// @throws IllegalArgumentException where the text is neither
  public static U256 read(String text) {
    String digits = text.replace("_", "");
    if (AMOUNT.matcher(digits).matches()) {
      return new U256(new BigDecimal(digits).movePointRight(DECIMALS).toBigIntegerExact());
    }
    String number = digits.endsWith(WEI) ? digits.substring(0, digits.length() - 3) : "";
    if (WHOLE.matcher(number).matches()) {
      return U256.fromDecimal(number);
    }
    throw new IllegalArgumentException(
        "\"" + text + "\" is no amount: write coins such as 1.5, or the smallest unit as 1500wei");
  }

  /// `1.5 coins`; small amounts are easier to read as they are: `21000 wei`.
  public static String shown(U256 wei) {
    if (wei.value().bitLength() < Long.SIZE / 2) {
      return wei + " " + WEI;
    }
    BigDecimal coins = new BigDecimal(wei.value()).movePointLeft(DECIMALS);
    return coins.stripTrailingZeros().toPlainString() + " coins";
  }
}
