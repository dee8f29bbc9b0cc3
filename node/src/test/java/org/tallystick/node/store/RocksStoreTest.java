package org.tallystick.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.bytes.Bytes;
import org.tallystick.node.store.RocksStore.Family;
import org.tallystick.node.store.RocksStore.Surroundings;
import org.tallystick.node.testing.Waiting;

final class RocksStoreTest {
  private static final Bytes KEY = Bytes.fromHex("0x01");
  private static final Bytes HIGHER = Bytes.fromHex("0x02");
  private static final Bytes OLD = Bytes.fromHex("0xaa");
  private static final Bytes NEW = Bytes.fromHex("0xbb");

  private static final int WRITES = 100;
  private static final int PAGE_BYTES = 4_096;
  private static final Comparator<Path> BY_LENGTH =
      Comparator.comparingLong(file -> file.toFile().length());

  @TempDir private Path temp;
  @TempDir private Path other;
  private DataFolder folder;
  private RocksStore store;

  @BeforeEach
  void open() {
    folder = DataFolder.claim(temp);
    store = RocksStore.open(folder);
  }

  @AfterEach
  void close() {
    store.close();
    folder.close();
  }

  @Test
  void whatWasWrittenIsThereAfterOpeningAgain() {
    store.write(batch -> batch.put(Family.CODE, KEY, OLD));

    store.close();
    store = RocksStore.open(folder);

    assertEquals(Optional.of(OLD), store.get(Family.CODE, KEY.toArray()));
    assertEquals(Optional.empty(), store.get(Family.META, KEY.toArray()));
  }

  @Test
  void whatIsMadeDurableTogetherIsThereAfterOpeningAgain() {
    store.close();
    store = RocksStore.open(folder, Optional.of(Duration.ofMillis(1)));
    for (int write = 0; write < 100; write++) {
      store.write(batch -> batch.put(Family.CODE, KEY, OLD));
      store.write(batch -> batch.put(Family.CODE, HIGHER, NEW));
    }

    store.close();
    store = RocksStore.open(folder);

    assertEquals(Optional.of(OLD), store.get(Family.CODE, KEY.toArray()));
    assertEquals(Optional.of(NEW), store.get(Family.CODE, HIGHER.toArray()));
  }

  @Test
  void whatIsMadeDurableTogetherIsSyncedWithinTheTime() {
    store.close();
    AtomicInteger writes = new AtomicInteger();
    store =
        RocksStore.open(
            folder, Optional.of(Duration.ofMillis(50)), new Surroundings(counting(writes), 0));

    store.write(batch -> batch.put(Family.CODE, KEY, OLD));

    Waiting.until(() -> writes.get() == 2);
  }

  @Test
  void aStoreWhoseLastSyncFailedIsClosedTwiceWithoutHarm() {
    store.close();
    AtomicBoolean isBroken = new AtomicBoolean();
    WriteWatcher watcher =
        new WriteWatcher() {
          @Override
          public void beforeWrite() {
            if (isBroken.get()) {
              throw new StoreException("no disk");
            }
          }

          @Override
          public void afterWrite() {}
        };
    store = RocksStore.open(folder, Optional.of(Duration.ofDays(1)), new Surroundings(watcher, 0));
    store.write(batch -> batch.put(Family.CODE, KEY, OLD));
    isBroken.set(true);

    store.close();
    isBroken.set(false);
    store.close();

    assertTrue(Files.exists(temp.resolve("db").resolve("unsynced")), "it may not be on the disk");
  }

  @Test
  void ofALogThatCameToTheDiskInPartAllIsThereUpToAWriteAndNothingAfterIt() throws IOException {
    long seed = Long.getLong("seed", 20_261_127);
    Random random = new Random(seed);
    store.close();
    store = RocksStore.open(folder, Optional.of(Duration.ofDays(1)));
    for (int write = 0; write < WRITES; write++) {
      Bytes key = key(write);
      store.write(batch -> batch.put(Family.CODE, key, Bytes.wrap(new byte[1_000])));
    }

    int lost = 0;
    for (int cut = 0; cut < 20; cut++) {
      String where = "seed " + seed + ", cut " + cut;
      Path copy = other.resolve("cut-" + cut);
      CrashPointTest.copy(temp, copy);
      loseAPage(copy.resolve("db"), random);
      int kept = 0;
      try (DataFolder claimed = DataFolder.claim(copy);
          RocksStore torn = RocksStore.open(claimed)) {
        while (kept < WRITES && torn.get(Family.CODE, key(kept).toArray()).isPresent()) {
          kept++;
        }
        for (int write = kept; write < WRITES; write++) {
          assertEquals(
              Optional.empty(), torn.get(Family.CODE, key(write).toArray()), where + ": " + write);
        }
      }
      lost += WRITES - kept;
      // What was cut is cut for good, and the folder is like any other.
      try (DataFolder claimed = DataFolder.claim(copy);
          RocksStore again = RocksStore.open(claimed)) {
        assertEquals(
            kept > 0, again.get(Family.CODE, key(Math.max(0, kept - 1)).toArray()).isPresent());
      }
    }
    assertTrue(lost > 0, "seed " + seed + ": nothing was lost, so nothing was tried");
  }

  /// The disk has what comes after a page of the log, and not the page.
  private static void loseAPage(Path database, Random random) throws IOException {
    try (Stream<Path> files = Files.list(database)) {
      Path log =
          files.filter(file -> file.toString().endsWith(".log")).max(BY_LENGTH).orElseThrow();
      byte[] bytes = Files.readAllBytes(log);
      int from = random.nextInt(bytes.length / PAGE_BYTES) * PAGE_BYTES;
      Arrays.fill(bytes, from, from + PAGE_BYTES, (byte) 0);
      Files.write(log, bytes);
    }
  }

  private static Bytes key(int write) {
    return Bytes.fromHex("0x" + HexFormat.of().toHexDigits(write));
  }

  private static WriteWatcher counting(AtomicInteger writes) {
    return new WriteWatcher() {
      @Override
      public void beforeWrite() {}

      @Override
      public void afterWrite() {
        writes.incrementAndGet();
      }
    };
  }

  @Test
  void aBatchThatFailsWritesNothing() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            store.write(batch -> {
              batch.put(Family.CODE, KEY, OLD);
              throw new IllegalArgumentException("stop");
            }));

    assertEquals(Optional.empty(), store.get(Family.CODE, KEY.toArray()));
  }

  @Test
  void aRangeEndsBeforeItsEnd() {
    store.write(batch -> {
      batch.put(Family.INDEX, KEY, OLD);
      batch.put(Family.INDEX, HIGHER, NEW);
    });

    assertEquals(
        List.of(new RocksStore.Entry(KEY, OLD)),
        store.range(Family.INDEX, new byte[0], HIGHER.toArray()));
  }

  @Test
  void aPinReadsWhatWasThereWhenItWasMade() {
    store.write(batch -> batch.put(Family.ACCOUNT, KEY, OLD));
    RocksStore.Pin pin = store.pin();

    store.write(batch -> {
      batch.set(Family.ACCOUNT, KEY, Optional.empty());
      batch.put(Family.ACCOUNT, HIGHER, NEW);
    });

    assertEquals(Optional.of(OLD), pin.get(Family.ACCOUNT, KEY));
    assertEquals(Optional.empty(), pin.get(Family.ACCOUNT, HIGHER));
    assertEquals(
        List.of(new RocksStore.Entry(KEY, OLD)), pin.range(Family.ACCOUNT, KEY, HIGHER, 5));
    assertEquals(List.of(), pin.range(Family.ACCOUNT, HIGHER, HIGHER, 5));
    pin.release();
  }

  @Test
  void aReleasedPinIsReadNoMore() {
    RocksStore.Pin pin = store.pin();

    pin.release();
    pin.release();

    assertThrows(IllegalStateException.class, () -> pin.get(Family.ACCOUNT, KEY));
    assertThrows(IllegalStateException.class, () -> pin.range(Family.ACCOUNT, KEY, KEY, 1));
  }

  @Test
  void aClosedDatabaseIsUsedNoMore() {
    RocksStore.Pin pin = store.pin();

    store.close();

    assertThrows(IllegalStateException.class, () -> store.get(Family.META, KEY.toArray()));
    assertThrows(IllegalStateException.class, () -> store.write(_ -> {}));
    assertThrows(IllegalStateException.class, store::pin);
    assertThrows(IllegalStateException.class, () -> pin.get(Family.META, KEY));
    pin.release();
    store.close();
  }

  @Test
  void aDatabaseThatSomebodyElseHasOpenIsInUse() {
    StoreException refusal = assertThrows(StoreException.class, () -> RocksStore.open(folder));

    assertTrue(
        refusal.words().startsWith("the data folder " + temp + " is in use by another node"),
        refusal.words());
  }

  @Test
  void aDatabaseWithoutItsManifestIsDamaged() throws IOException {
    store.close();
    Files.writeString(folder.database().resolve("CURRENT"), "nonsense\n");

    StoreException refusal = assertThrows(StoreException.class, () -> RocksStore.open(folder));

    assertTrue(refusal.words().contains("the data folder is damaged"), refusal.words());
  }

  @Test
  void aWriteThatWasCutShortIsDroppedAndThoseBeforeItAreThere() throws IOException {
    Path log = writeThreeBatches();
    byte[] bytes = Files.readAllBytes(log);
    Files.write(log, Arrays.copyOf(bytes, bytes.length - 3));

    store = RocksStore.open(folder);

    assertEquals(Optional.of(OLD), store.get(Family.CODE, new byte[] {0}));
    assertEquals(Optional.of(OLD), store.get(Family.CODE, new byte[] {1}));
    assertEquals(Optional.empty(), store.get(Family.CODE, new byte[] {2}));
  }

  @Test
  void aWriteThatIsDamagedAmidOthersKeepsTheDatabaseClosed() throws IOException {
    Path log = writeThreeBatches();
    byte[] bytes = Files.readAllBytes(log);
    bytes[bytes.length / 2] ^= 1;
    Files.write(log, bytes);

    StoreException refusal = assertThrows(StoreException.class, () -> RocksStore.open(folder));

    assertTrue(refusal.words().contains("the data folder is damaged"), refusal.words());
  }

  /// @return the log that holds them after the database was closed
  private Path writeThreeBatches() throws IOException {
    for (int number = 0; number < 3; number++) {
      Bytes key = Bytes.of((byte) number);
      store.write(batch -> batch.put(Family.CODE, key, OLD));
    }
    store.close();
    try (Stream<Path> files = Files.list(folder.database())) {
      return files.filter(file -> file.toString().endsWith(".log")).findFirst().orElseThrow();
    }
  }
}
