package org.tallystick.node.chain;

/// Which logs of which blocks are asked for.
///
/// @param from first block
/// @param to last block, itself included; blocks that are not there yet have no logs
/// @param resultsMax more logs than this are not wanted, see [LogSearch.TooMany]
/// @param bytesMax logs with more data than this are not wanted, see [LogSearch.TooLong]
public record LogQuery(long from, long to, LogFilter filter, int resultsMax, long bytesMax) {
  /// @throws IllegalArgumentException where the range is backwards, or nothing is wanted
  public LogQuery {
    if (from < 0 || from > to) {
      throw new IllegalArgumentException("blocks " + from + " to " + to + " are no range");
    }
    if (resultsMax < 1) {
      throw new IllegalArgumentException("at least one result, got " + resultsMax);
    }
  }
}
