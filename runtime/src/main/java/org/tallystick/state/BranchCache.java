package org.tallystick.state;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Hash;

/// Branches of the state's tries in memory, up to a number of bytes. Safe to share, also between
/// states: a branch is found by its place and its hash, so what was put for one state is never
/// taken for another's, and what is found needs no further check.
///
/// Two generations: what is used moves to the young one, and when that is full, the old one is
/// dropped and the young one becomes old. So the branches near the root, which every block uses,
/// always stay.
public final class BranchCache {
  /// Keeps nothing.
  public static final BranchCache NONE = new BranchCache(0);

  /// What an entry takes besides the stored form of its branch: key, path, hash and objects.
  private static final int ENTRY_BYTES = 250;

  private final long generationBytesMax;
  private final AtomicLong youngBytes = new AtomicLong();
  private volatile Map<NodeKey, Entry> young = new ConcurrentHashMap<>();
  private volatile Map<NodeKey, Entry> old = new ConcurrentHashMap<>();

  private record Entry(Hash hash, FoldedBranch branch) {}

  /// @param bytesMax of memory, about
  public BranchCache(long bytesMax) {
    generationBytesMax = bytesMax / 2;
  }

  Optional<FoldedBranch> find(NodeKey key, Hash hash) {
    Entry entry = young.get(key);
    if (entry == null || !entry.hash.equals(hash)) {
      entry = old.get(key);
      if (entry == null || !entry.hash.equals(hash)) {
        return Optional.empty();
      }
      put(key, entry);
    }
    return Optional.of(entry.branch);
  }

  void put(NodeKey key, Hash hash, FoldedBranch branch) {
    put(key, new Entry(hash, branch));
  }

  private void put(NodeKey key, Entry entry) {
    if (generationBytesMax == 0) {
      return;
    }
    long added = bytes(entry) - bytes(young.put(key, entry));
    if (youngBytes.addAndGet(added) > generationBytesMax) {
      retire();
    }
  }

  private synchronized void retire() {
    if (youngBytes.get() > generationBytesMax) {
      old = young;
      young = new ConcurrentHashMap<>();
      youngBytes.set(0);
    }
  }

  private static long bytes(@Nullable Entry entry) {
    return entry == null ? 0 : ENTRY_BYTES + entry.branch.length();
  }
}
