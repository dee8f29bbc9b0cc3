package org.tallystick.node.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.ledger.Log;
import org.tallystick.ledger.Receipt;

final class BlockReceiptsTest {
  @Test
  void gasAndLogsAreCountedThroughTheBlock() {
    BlockReceipts receipts =
        BlockReceipts.of(List.of(receipt(21_000, 2), receipt(71_000, 0), receipt(92_000, 1)));

    assertEquals(List.of(21_000L, 50_000L, 21_000L), each(receipts, receipts::gasUsed));
    assertEquals(List.of(0, 2, 2), each(receipts, receipts::firstLogIndex));
  }

  private static <T> List<T> each(BlockReceipts receipts, IntFunction<T> value) {
    return IntStream.range(0, receipts.count()).mapToObj(value).toList();
  }

  private static Receipt receipt(long cumulativeGasUsed, int logs) {
    Log log = new Log(Address.ZERO, List.of(), Bytes.EMPTY);
    return Receipt.of(2, true, cumulativeGasUsed, Collections.nCopies(logs, log));
  }
}
