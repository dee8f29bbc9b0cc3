package org.tallystick.node.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class LatenciesTest {
  private static final long MILLI = 1_000_000;

  @Test
  void aPercentileIsTheLeastTimeWithinWhichSoManyWereDone() {
    Latencies latencies =
        new Latencies(LongStream.rangeClosed(1, 200).map(at -> (201 - at) * MILLI).toArray());

    assertEquals(100, latencies.percentileMillis(50));
    assertEquals(198, latencies.percentileMillis(99));
    assertEquals(200, latencies.percentileMillis(100));
    assertEquals(1, latencies.percentileMillis(0.1));
  }

  @Test
  void aRankBetweenTwoIsTheLaterOne() {
    Latencies latencies = new Latencies(new long[] {3 * MILLI, 1 * MILLI, 2 * MILLI});

    assertEquals(2, latencies.percentileMillis(50));
    assertEquals(3, latencies.percentileMillis(67));
  }

  @Test
  void allSendersCountTogether() {
    Latencies latencies = Latencies.of(List.of(new long[] {5 * MILLI}, new long[] {MILLI, MILLI}));

    assertEquals(1, latencies.percentileMillis(50));
    assertEquals(5, latencies.percentileMillis(99));
  }

  @Test
  void nothingHasNoPercentile() {
    assertThrows(IllegalArgumentException.class, () -> new Latencies(new long[0]));
  }
}
