package org.tallystick.node.store;

import java.util.concurrent.Executor;

/// How the [log index][LogIndex] is made.
///
/// @param sectionBlocks how long a section is; a multiple of 8
/// @param depthBlocks a section is written once there are so many blocks after it
/// @param executor where sections are made
public record LogIndexing(int sectionBlocks, int depthBlocks, Executor executor) {
  /// The longest section: the place of a block in it has two bytes.
  static final int SECTION_BLOCKS_MAX = 1 << Short.SIZE;

  /// Behind what another branch may change, and on a thread of its own.
  public static final LogIndexing USUAL =
      new LogIndexing(
          4_096,
          Math.toIntExact(ChainStore.ASIDE_BLOCKS_MAX),
          task -> Thread.ofPlatform().daemon().name("log-index").start(task));

  /// @throws IllegalArgumentException where there are no such sections
  public LogIndexing {
    if (sectionBlocks < Byte.SIZE
        || sectionBlocks > SECTION_BLOCKS_MAX
        || sectionBlocks % Byte.SIZE != 0) {
      throw new IllegalArgumentException("no section has " + sectionBlocks + " blocks");
    }
    if (depthBlocks < 0) {
      throw new IllegalArgumentException("the depth is 0 blocks or more, got " + depthBlocks);
    }
  }

  /// How many sections are to be there, from block 0 on.
  long due(long headNumber) {
    return Math.max(0, headNumber + 1 - depthBlocks) / sectionBlocks;
  }

  /// The last block of a section.
  ///
  /// @param section how many there are before it
  long last(long section) {
    return (section + 1) * sectionBlocks - 1;
  }
}
