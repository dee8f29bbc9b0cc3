package org.tallystick.node.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.bytes.Bytes;
import org.tallystick.json.Json;
import org.tallystick.node.chain.ChainReader;
import org.tallystick.node.rpc.protocol.RpcError;
import org.tallystick.node.store.HistoryMode;

/// How far back transactions can be traced: as far as the state before their block is kept.
class OldTracesIT {
  private static final int BLOCKS = (int) ChainReader.HISTORY_BLOCKS + 3;
  private static final String CALLS = "{\"tracer\":\"callTracer\"}";

  @TempDir Path folder;

  @Test
  void aNodeThatKeepsAWindowSaysWhatItHasAndWhoHasMore() {
    try (TestNode node = TestNode.development(folder)) {
      String second = makeBlocks(node);
      int oldest = BLOCKS - (int) ChainReader.HISTORY_BLOCKS;
      String words =
          "historical state is not available: the state of block 1 is not kept; kept are those of "
              + "blocks "
              + oldest
              + " to "
              + BLOCKS
              + " and of block 0; ask for a newer block, or ask a node that runs with --archive";

      for (Json error :
          new Json[] {
            node.error("debug_traceTransaction", second, CALLS),
            node.error("debug_traceBlockByNumber", "\"0x2\"", CALLS)
          }) {
        assertEquals(Json.of(RpcError.SERVER_ERROR), error.view().member("code").value());
        assertEquals(words, error.view().member("message").text());
      }
      // Block 1 stands on the genesis, which is always kept.
      assertEquals(
          1, node.result("debug_traceBlockByNumber", "\"0x1\"", CALLS).view().elements().size());
      assertEquals(
          1,
          node.result("debug_traceBlockByNumber", number(oldest + 1), CALLS)
              .view()
              .elements()
              .size());
    }
  }

  @Test
  void anArchiveTracesEveryBlock() {
    try (TestNode node = TestNode.development(folder, HistoryMode.ARCHIVE)) {
      String second = makeBlocks(node);

      Json trace = node.result("debug_traceTransaction", second, CALLS);

      assertEquals("0x0102", trace.view().member("input").text());
      for (int block : new int[] {1, 2, 3, 31, 33, 500, BLOCKS}) {
        assertEquals(
            trace.view().member("to").text(),
            node.result("debug_traceBlockByNumber", number(block), CALLS)
                .view()
                .elements()
                .getFirst()
                .member("result")
                .member("to")
                .text());
      }
    }
  }

  /// @return the hash of the second block's transaction
  private static String makeBlocks(TestNode node) {
    String second = "";
    for (int number = 1; number <= BLOCKS; number++) {
      String hash = node.send(Bytes.of(ScriptedMachine.LOG, (byte) number));
      second = number == 2 ? hash : second;
    }
    return second;
  }

  private static String number(int block) {
    return "\"0x" + Integer.toHexString(block) + "\"";
  }
}
