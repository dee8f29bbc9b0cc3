package org.tallystick.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.U256;

final class FeeRulesTest {
  /// The three cases of go-ethereum's test of its `CalcBaseFee`.
  @Test
  void theBaseFeeStaysAtTheTargetFallsBelowAndRisesAboveIt() {
    assertEquals(U256.of(1_000_000_000), next(1_000_000_000, 20_000_000, 10_000_000));
    assertEquals(U256.of(987_500_000), next(1_000_000_000, 20_000_000, 9_000_000));
    assertEquals(U256.of(1_012_500_000), next(1_000_000_000, 20_000_000, 11_000_000));
  }

  @Test
  void emptyAndFullBlocksMoveItByAnEighth() {
    assertEquals(U256.of(875_000_000), next(1_000_000_000, 30_000_000, 0));
    assertEquals(U256.of(1_125_000_000), next(1_000_000_000, 30_000_000, 30_000_000));
  }

  @Test
  void aSmallBaseFeeRisesByOneWeiAtLeast() {
    assertEquals(U256.of(1), next(0, 30_000_000, 15_000_001));
    assertEquals(U256.of(8), next(7, 30_000_000, 30_000_000));
  }

  @Test
  void belowEightWeiItFallsNoFurther() {
    assertEquals(U256.of(7), next(7, 30_000_000, 0));
    assertEquals(U256.of(7), next(8, 30_000_000, 0));
  }

  @Test
  void anOddGasLimitAimsAtTheLowerHalf() {
    assertEquals(U256.of(1_000), next(1_000, 10_001, 5_000));
  }

  @Test
  void itNeverMovesByMoreThanAnEighth() {
    long seed = 1_559;
    Random random = new Random(seed);
    for (int turn = 0; turn < 10_000; turn++) {
      long baseFee = random.nextLong(8, 1L << 60);
      long gasLimit = random.nextLong(5_000, 100_000_000);
      long gasUsed = random.nextLong(gasLimit + 1);
      long next = next(baseFee, gasLimit, gasUsed).value().longValueExact();
      // An odd limit can be passed by one unit of gas more than the target twice.
      long most = baseFee / 8 + baseFee / gasLimit + 1;
      assertTrue(
          Math.abs(next - baseFee) <= most,
          () ->
              "seed " + seed + ": " + baseFee + " to " + next + " at " + gasUsed + "/" + gasLimit);
    }
  }

  private static U256 next(long baseFeeWei, long gasLimit, long gasUsed) {
    return FeeRules.nextBaseFeePerGasWei(U256.of(baseFeeWei), gasLimit, gasUsed);
  }
}
