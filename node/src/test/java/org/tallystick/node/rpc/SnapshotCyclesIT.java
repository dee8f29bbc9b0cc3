package org.tallystick.node.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.json.Json;
import org.tallystick.node.testing.JsonRpc;

/// A long run of a test suite, of which each test begins with a snapshot and ends with the way
/// back.
class SnapshotCyclesIT {
  private static final int CYCLES = Integer.getInteger("tallystick.snapshotCycles", 2_000);
  private static final int QUARTER = CYCLES / 4;
  private static final String FROM = TestNode.quote(TestNode.KEYS.get(0).address());

  @TempDir Path folder;

  @Test
  @Timeout(300)
  void aTestCostsTheSameHoweverManyWereBefore() {
    long[] nanos = new long[CYCLES];
    try (DevNode node = DevNode.start(folder)) {
      JsonRpc rpc = JsonRpc.over(node.url());
      rpc.result("anvil_mine", "3");
      String head = rpc.result("eth_getBlockByNumber", "\"latest\"", "true").write();
      String account = "\"0x00000000000000000000000000000000005741a6\"";
      for (int cycle = 0; cycle < CYCLES; cycle++) {
        long start = System.nanoTime();
        String id = TestNode.quote(rpc.text("evm_snapshot"));
        rpc.result("anvil_setBalance", account, Integer.toString(cycle + 1));
        rpc.result(
            "eth_sendTransaction",
            "{\"from\":%s,\"to\":%s,\"value\":\"0x1\",\"gas\":\"0x5208\"}"
                .formatted(FROM, account));
        assertEquals(
            "0x" + Integer.toHexString(cycle + 2),
            rpc.text("eth_getBalance", account, "\"latest\""));
        assertEquals(Json.of(true), rpc.result("evm_revert", id));
        nanos[cycle] = System.nanoTime() - start;
      }
      assertEquals(head, rpc.result("eth_getBlockByNumber", "\"latest\"", "true").write());
    }
    long before = median(nanos, 1);
    long after = median(nanos, 3);
    assertTrue(
        after < 3 * before,
        () -> "nanoseconds of a cycle in the second quarter " + before + ", in the last " + after);
  }

  private static long median(long[] nanos, int quarter) {
    long[] some = Arrays.copyOfRange(nanos, quarter * QUARTER, (quarter + 1) * QUARTER);
    Arrays.sort(some);
    return some[some.length / 2];
  }
}
