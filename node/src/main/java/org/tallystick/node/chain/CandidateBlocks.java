package org.tallystick.node.chain;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.PrimitiveIterator;
import java.util.stream.LongStream;
import org.tallystick.node.store.LogSection;
import org.tallystick.node.store.StoredBlocks;

/// The blocks of a range in which a wanted log may be, oldest first: by the log index where it has
/// them, by the filter of each block where it does not. No more is read than who asks comes to.
final class CandidateBlocks {
  /// Filters read at once: a quarter of a megabyte where every block has logs.
  private static final long BLOOMS_AT_ONCE = 1_024;

  private final StoredBlocks blocks;
  private final BloomCheck check;
  private final long last;

  /// That have blocks not looked at.
  private final Deque<LogSection> sections;

  /// Not looked at yet.
  private long first;

  private PrimitiveIterator.OfLong found = LongStream.empty().iterator();

  /// @param last itself included
  CandidateBlocks(StoredBlocks blocks, BloomCheck check, long first, long last) {
    this.blocks = blocks;
    this.check = check;
    this.first = first;
    this.last = last;
    // A section does not tell who has logs at all.
    this.sections =
        first > last || check.isOpen()
            ? new ArrayDeque<>()
            : new ArrayDeque<>(blocks.logSections(first, last));
  }

  /// The number of the next one; absent after the last.
  OptionalLong next() {
    while (!found.hasNext() && first <= last) {
      found = look();
    }
    return found.hasNext() ? OptionalLong.of(found.nextLong()) : OptionalLong.empty();
  }

  /// Looks at the next blocks.
  private PrimitiveIterator.OfLong look() {
    LogSection section = sections.peek();
    if (section == null) {
      return byBlooms(last);
    }
    if (section.firstBlock() > first) {
      return byBlooms(section.firstBlock() - 1);
    }
    sections.remove();
    return bySection(section);
  }

  private PrimitiveIterator.OfLong bySection(LogSection section) {
    long from = first;
    long to = Math.min(last, section.lastBlock());
    first = to + 1;
    return check.mayMatch(section, from, to).iterator();
  }

  private PrimitiveIterator.OfLong byBlooms(long toMax) {
    long from = first;
    long to = Math.min(toMax, from + BLOOMS_AT_ONCE - 1);
    first = to + 1;
    return blocks.blooms(from, to).stream()
        .filter(block -> check.mayMatch(block.bloom()))
        .mapToLong(block -> block.blockNumber())
        .iterator();
  }
}
