package org.tallystick.node.chain;

import java.util.List;

/// What came of a search for logs.
public sealed interface LogSearch {
  /// All that there are, oldest first.
  record Found(List<FoundLog> logs) implements LogSearch {
    public Found {
      logs = List.copyOf(logs);
    }
  }

  /// There are more than were wanted.
  ///
  /// @param enoughUpTo the last block of a range from the same beginning that would not have had
  ///   too many; less than the beginning where the first block alone has
  record TooMany(int resultsMax, long enoughUpTo) implements LogSearch {}

  /// They have more data than was wanted.
  ///
  /// @param enoughUpTo as above
  record TooLong(long bytesMax, long enoughUpTo) implements LogSearch {}
}
