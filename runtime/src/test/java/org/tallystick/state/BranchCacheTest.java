package org.tallystick.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.Keccak;
import org.tallystick.state.Subtree.Child;
import org.tallystick.trie.Nibbles;
import org.tallystick.trie.Reference;

class BranchCacheTest {
  private static final long SEED = Long.getLong("seed", 20_261_128);
  private static final int BYTES_MAX = 100_000;

  /// The least that a branch takes: its bytes, without what is around them. With all children, so
  /// that there are places enough for more than fit.
  private static final int BRANCH_BYTES = branch(0).length();

  private final Random random = new Random(SEED);

  @Test
  void asManyBranchesAreKeptAsFitAndNoMore() {
    BranchCache cache = new BranchCache(BYTES_MAX);
    int count = 20 * BYTES_MAX / BRANCH_BYTES;
    for (int number = 0; number < count; number++) {
      cache.put(place(number), hash(number), branch(number));
    }

    int kept = 0;
    for (int number = 0; number < count; number++) {
      kept += cache.find(place(number), hash(number)).isPresent() ? 1 : 0;
    }
    assertTrue(kept * BRANCH_BYTES <= BYTES_MAX, kept + " are kept");
    assertTrue(3 * kept * BRANCH_BYTES > BYTES_MAX / 2, "only " + kept + " are kept");
  }

  @Test
  void aCacheWithoutRoomKeepsNothing() {
    BranchCache.NONE.put(place(1), hash(1), branch(1));

    assertEquals(Optional.empty(), BranchCache.NONE.find(place(1), hash(1)));
  }

  @Test
  void whatIsUsedAgainAndAgainStays() {
    BranchCache cache = new BranchCache(BYTES_MAX);
    int used = 10;
    for (int number = 0; number < used; number++) {
      cache.put(place(number), hash(number), branch(number));
    }
    for (int number = used; number < 10_000; number++) {
      for (int each = 0; each < used; each++) {
        assertEquals(
            Optional.of(branch(each)),
            cache.find(place(each), hash(each)),
            each + " is gone at " + number);
      }
      cache.put(place(number), hash(number), branch(number));
    }
  }

  @Test
  void theNewerBranchOfAPlaceTakesOverFromTheOlder() {
    BranchCache cache = new BranchCache(BYTES_MAX);
    for (int version = 0; version < 5_000; version++) {
      cache.put(place(7), hash(version), branch(version));

      assertEquals(Optional.of(branch(version)), cache.find(place(7), hash(version)));
      assertEquals(Optional.empty(), cache.find(place(7), hash(version - 1)));
    }
    cache.put(place(8), hash(8), branch(8));
    assertEquals(Optional.of(branch(4_999)), cache.find(place(7), hash(4_999)));
  }

  @Test
  void aCacheBeforeAnotherFindsWhatThatHasAndPutsNothingThere() {
    BranchCache head = new BranchCache(BYTES_MAX);
    BranchCache past = BranchCache.before(head, BYTES_MAX);
    head.put(place(1), hash(1), branch(1));

    past.put(place(1), hash(2), branch(2));

    assertEquals(Optional.of(branch(1)), past.find(place(1), hash(1)));
    assertEquals(Optional.of(branch(2)), past.find(place(1), hash(2)));
    assertEquals(Optional.of(branch(1)), head.find(place(1), hash(1)));
    assertEquals(Optional.empty(), head.find(place(1), hash(2)));
  }

  @Test
  void placesThatShareANumberAreToldApartByTheirHashes() {
    BranchCache cache = new BranchCache(BYTES_MAX);
    Map<Integer, NodeKey> byNumber = new HashMap<>();
    int pairs = 0;
    for (int number = 0; number < 300_000; number++) {
      NodeKey place = place(number);
      NodeKey other = byNumber.put(place.hashCode(), place);
      if (other != null && !other.equals(place)) {
        cache.put(other, hash(number), branch(number));
        cache.put(place, hash(-number), branch(number + 1));

        assertEquals(Optional.of(branch(number + 1)), cache.find(place, hash(-number)));
        assertEquals(Optional.empty(), cache.find(place, hash(number)));
        pairs++;
      }
    }
    assertTrue(pairs > 2, "only " + pairs + " pairs share a number");
  }

  @Test
  void threadsThatPutAndFindGetNoBranchButTheOneAskedFor()
      throws InterruptedException, ExecutionException {
    BranchCache cache = new BranchCache(BYTES_MAX);
    List<Future<Integer>> threads = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
      for (int thread = 0; thread < 4; thread++) {
        long seed = random.nextLong();
        threads.add(executor.submit(() -> putAndFind(cache, new Random(seed))));
      }
      for (Future<Integer> thread : threads) {
        int found = thread.get();
        assertTrue(found > 100, "only " + found + " found, seed " + SEED);
      }
    }

    int kept = 0;
    for (int number = 0; number < 2_000; number++) {
      for (int version = 0; version < 3; version++) {
        kept += cache.find(place(number), hash(number + version)).isPresent() ? 1 : 0;
      }
    }
    assertTrue(kept * BRANCH_BYTES <= BYTES_MAX, kept + " are kept, seed " + SEED);
  }

  private static int putAndFind(BranchCache cache, Random random) {
    int found = 0;
    for (int round = 0; round < 30_000; round++) {
      int number = random.nextInt(2_000);
      int version = number + random.nextInt(3);
      if (random.nextBoolean()) {
        cache.put(place(number), hash(version), branch(version));
      } else {
        Optional<FoldedBranch> some = cache.find(place(number), hash(version));
        some.ifPresent(branch -> assertEquals(branch(version), branch, "seed " + SEED));
        found += some.isPresent() ? 1 : 0;
      }
    }
    return found;
  }

  private static NodeKey place(int number) {
    return new NodeKey(Optional.of(hash(number)), Nibbles.EMPTY);
  }

  private static Hash hash(int number) {
    return Keccak.hash(
        Bytes.of(
            (byte) (number >> 24), (byte) (number >> 16), (byte) (number >> 8), (byte) number));
  }

  private static FoldedBranch branch(int number) {
    @Nullable Child[] children = new Child[Nibbles.RADIX];
    Arrays.fill(children, new Subtree.StoredLeaf(new Reference(hash(number).bytes())));
    return FoldedBranch.of(Nibbles.EMPTY, children);
  }
}
