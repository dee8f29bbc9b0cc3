package org.tallystick.sdk.values;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.bytes.U256;

class CoinsTest {
  private static final BigInteger COIN = BigInteger.TEN.pow(18);

  @Test
  void aPlainNumberIsCoins() {
    assertEquals(
        new U256(COIN.multiply(BigInteger.valueOf(3)).divide(BigInteger.TWO)), coins("1.5"));
    assertEquals(U256.ONE, coins("0.000000000000000001"));
    assertEquals(new U256(COIN.multiply(BigInteger.valueOf(1_000_000))), coins("1_000_000"));
    assertEquals(U256.ZERO, coins("0"));
  }

  @Test
  void aNumberOfWeiIsTheSmallestUnit() {
    assertEquals(U256.of(1_500), coins("1500wei"));
    assertEquals(new U256(COIN), coins("1" + "0".repeat(18) + "wei"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-1",
        "1.",
        ".5",
        "1,5",
        "0.0000000000000000001",
        "1e18",
        "1e999999999",
        "wei",
        "1.5wei",
        "1 coin",
        "0x10",
        "١"
      })
  void whatIsNoAmountIsRefusedWithTheTwoWaysToWriteOne(String text) {
    String words =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> Coins.read(text)).getMessage());

    assertTrue(words.contains("write coins such as 1.5, or the smallest unit as 1500wei"), words);
  }

  @Test
  void noTextIsSoLongThatItPassesTheRange() {
    assertEquals(
        new U256(BigInteger.TEN.pow(58).subtract(BigInteger.ONE).multiply(COIN)),
        coins("9".repeat(58)));
    assertThrows(IllegalArgumentException.class, () -> Coins.read("9".repeat(59)));
    assertThrows(IllegalArgumentException.class, () -> Coins.read("9".repeat(78) + "wei"));
  }

  @Test
  void amountsAreShownInTheUnitThatReadsBest() {
    assertEquals("21000 wei", Coins.shown(U256.of(21_000)));
    assertEquals("1.5 coins", Coins.shown(coins("1.5")));
    assertEquals("10000 coins", Coins.shown(coins("10000")));
  }

  private static U256 coins(String text) {
    return Coins.read(text);
  }
}
