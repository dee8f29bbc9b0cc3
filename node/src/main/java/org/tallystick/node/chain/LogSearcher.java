package org.tallystick.node.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.tallystick.bytes.Hash;
import org.tallystick.ledger.Header;
import org.tallystick.node.store.StoredBlocks;

/// Finds logs: by the filters of the blocks, which are cheap to ask, where they may be; then by the
/// receipts where they are.
final class LogSearcher {
  private final StoredBlocks blocks;

  LogSearcher(StoredBlocks blocks) {
    this.blocks = blocks;
  }

  /// @param head no block after it is looked at
  LogSearch search(LogQuery query, long head) {
    int tooMany = Math.addExact(query.resultsMax(), 1);
    long tooLong = Math.addExact(query.bytesMax(), 1);
    LogPiece piece =
        search(query.filter(), query.from(), Math.min(query.to(), head), tooMany, tooLong);
    if (piece.logs().size() >= tooMany) {
      return new LogSearch.TooMany(query.resultsMax(), piece.upTo() - 1);
    }
    return bytes(piece.logs()) >= tooLong
        ? new LogSearch.TooLong(query.bytesMax(), piece.upTo() - 1)
        : new LogSearch.Found(piece.logs());
  }

  /// @param last itself included
  /// @param enough so many logs end the search, with the block they are in
  /// @param bytesEnough logs with so much data end it as well
  LogPiece search(LogFilter filter, long first, long last, int enough, long bytesEnough) {
    List<FoundLog> found = new ArrayList<>();
    long bytes = 0;
    CandidateBlocks candidates = new CandidateBlocks(blocks, filter.bloomCheck(), first, last);
    for (OptionalLong next = candidates.next(); next.isPresent(); next = candidates.next()) {
      long number = next.getAsLong();
      List<FoundLog> more = in(number, filter);
      found.addAll(more);
      bytes += bytes(more);
      if (found.size() >= enough || bytes >= bytesEnough) {
        return new LogPiece(found, number);
      }
    }
    return new LogPiece(found, last);
  }

  private static long bytes(List<FoundLog> logs) {
    return logs.stream().mapToLong(found -> found.log().data().length()).sum();
  }

  private List<FoundLog> in(long number, LogFilter filter) {
    Header header = blocks.header(number).orElseThrow();
    List<Hash> transactions = blocks.transactionHashes(number).orElseThrow();
    return FoundLog.in(header, header.hash(), transactions, blocks.receipts(number), filter);
  }
}
