package org.tallystick.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Hash;

/// Branches of the state's tries in memory, up to a number of bytes. Safe to share, also between
/// states: a branch is found by its place and its hash, so what was put for one state is never
/// taken for another's, and what is found needs no further check.
///
/// A table of buckets of eight. The branch of a place takes over from the one that was there
/// before. When all becomes too much, a hand goes round the table: what was used since it came by
/// last stays, what was not goes. So the branches near the root, which every block uses, always
/// stay.
public final class BranchCache {
  /// Keeps nothing.
  public static final BranchCache NONE = new BranchCache(0);

  /// What an entry takes besides the stored form of its branch: three objects and two slots.
  private static final int ENTRY_BYTES = 124;

  private static final int BUCKET_SLOTS = 8;

  private final long bytesMax;

  /// Looked into where a branch is not here; never put to.
  private final @Nullable BranchCache behind;

  private final AtomicReferenceArray<@Nullable Entry> slots;

  /// The number of the place of what is in each slot, so that the others in a bucket need not be
  /// looked at. Read and written without order: what is wrong here does not have the hash, and
  /// costs a branch that was wanted.
  private final int[] places;

  private final int slotMask;
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicInteger hand = new AtomicInteger();

  /// One branch. Its hash stands here in four parts, since there are hundreds of thousands.
  private static final class Entry {
    private static final VarHandle LONG =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final long hash0;
    private final long hash1;
    private final long hash2;
    private final long hash3;
    private final FoldedBranch branch;

    /// Read and written without order: a use that is missed costs a branch that was wanted.
    private boolean isUsed;

    Entry(Hash hash, FoldedBranch branch) {
      this.branch = branch;
      hash0 = part(hash, 0);
      hash1 = part(hash, 1);
      hash2 = part(hash, 2);
      hash3 = part(hash, 3);
    }

    boolean has(Hash hash) {
      return hash0 == part(hash, 0)
          && hash1 == part(hash, 1)
          && hash2 == part(hash, 2)
          && hash3 == part(hash, 3);
    }

    private static long part(Hash hash, int index) {
      return (long) LONG.get(hash.arrayUnsafe(), index * Long.BYTES);
    }

    int bytes() {
      return ENTRY_BYTES + branch.length();
    }
  }

  /// @param bytesMax of memory, about
  public BranchCache(long bytesMax) {
    this(bytesMax, null);
  }

  /// One that finds what another has too, and leaves that as it is: for who reads what the others
  /// who use that one will not want.
  ///
  /// @param bytesMax of memory besides the other's, about
  public static BranchCache before(BranchCache other, long bytesMax) {
    return new BranchCache(bytesMax, other);
  }

  private BranchCache(long bytesMax, @Nullable BranchCache behind) {
    this.bytesMax = bytesMax;
    this.behind = behind;
    long slotCount = Math.clamp(bytesMax / ENTRY_BYTES, BUCKET_SLOTS, 1 << 28);
    slots = new AtomicReferenceArray<>(Integer.highestOneBit((int) slotCount));
    places = new int[slots.length()];
    slotMask = slots.length() - 1;
  }

  Optional<FoldedBranch> find(NodeKey key, Hash hash) {
    int place = place(key);
    int bucket = bucket(place);
    for (int slot = bucket; slot < bucket + BUCKET_SLOTS; slot++) {
      Entry entry = places[slot] == place ? slots.get(slot) : null;
      if (entry != null && entry.has(hash)) {
        entry.isUsed = true;
        return Optional.of(entry.branch);
      }
    }
    return behind == null ? Optional.empty() : behind.find(key, hash);
  }

  void put(NodeKey key, Hash hash, FoldedBranch branch) {
    if (bytesMax == 0) {
      return;
    }
    int place = place(key);
    int slot = slotFor(place);
    Entry entry = new Entry(hash, branch);
    places[slot] = place;
    Entry before = slots.getAndSet(slot, entry);
    bytes.addAndGet(entry.bytes() - (before == null ? 0 : before.bytes()));
    while (bytes.get() > bytesMax) {
      moveHand();
    }
  }

  /// Where a branch is put: over the last one of the same place, else where nothing is, else over
  /// one that was not used.
  private int slotFor(int place) {
    int bucket = bucket(place);
    int free = -1;
    for (int slot = bucket; slot < bucket + BUCKET_SLOTS; slot++) {
      if (places[slot] == place) {
        return slot;
      }
      if (slots.get(slot) == null) {
        free = slot;
      }
    }
    return free < 0 ? leastUsed(bucket) : free;
  }

  private int leastUsed(int bucket) {
    for (int slot = bucket; slot < bucket + BUCKET_SLOTS; slot++) {
      Entry entry = slots.get(slot);
      if (entry == null || !entry.isUsed) {
        return slot;
      }
    }
    return bucket;
  }

  private void moveHand() {
    int slot = hand.getAndIncrement() & slotMask;
    Entry entry = slots.get(slot);
    if (entry == null) {
      return;
    }
    if (entry.isUsed) {
      entry.isUsed = false;
    } else if (slots.compareAndSet(slot, entry, null)) {
      bytes.addAndGet(-entry.bytes());
    }
  }

  /// Two places that share a number are told apart by their hashes.
  private static int place(NodeKey key) {
    int hash = key.hashCode() * 0x9e3779b9;
    return hash ^ hash >>> 16;
  }

  private int bucket(int place) {
    return place & slotMask & -BUCKET_SLOTS;
  }
}
