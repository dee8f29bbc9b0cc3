package org.tallystick.node.chain;

import java.util.ArrayList;
import java.util.List;
import org.tallystick.bytes.Hash;
import org.tallystick.ledger.Header;
import org.tallystick.node.store.ChainStore;
import org.tallystick.node.store.StoredBlocks;

/// Finds logs: by the filters of the blocks, which are cheap to read, where they may be; then by
/// the receipts where they are.
final class LogSearcher {
  /// Filters read at once: a quarter of a megabyte where every block has logs.
  private static final long BLOOMS_AT_ONCE = 1_024;

  private final StoredBlocks blocks;

  LogSearcher(StoredBlocks blocks) {
    this.blocks = blocks;
  }

  /// @param head no block after it is looked at
  LogSearch search(LogQuery query, long head) {
    List<FoundLog> found = new ArrayList<>();
    long last = Math.min(query.to(), head);
    for (long from = query.from(); from <= last; from += BLOOMS_AT_ONCE) {
      long to = Math.min(last, from + BLOOMS_AT_ONCE - 1);
      for (ChainStore.BlockBloom block : blocks.blooms(from, to)) {
        if (query.filter().mayMatch(block.bloom())) {
          found.addAll(in(block.blockNumber(), query.filter()));
          if (found.size() > query.resultsMax()) {
            return new LogSearch.TooMany(query.resultsMax(), block.blockNumber() - 1);
          }
        }
      }
    }
    return new LogSearch.Found(found);
  }

  private List<FoundLog> in(long number, LogFilter filter) {
    Header header = blocks.header(number).orElseThrow();
    List<Hash> transactions = blocks.transactionHashes(number).orElseThrow();
    return FoundLog.in(header, header.hash(), transactions, blocks.receipts(number), filter);
  }
}
