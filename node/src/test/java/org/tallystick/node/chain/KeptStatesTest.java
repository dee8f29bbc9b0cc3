package org.tallystick.node.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.bytes.Hash;
import org.tallystick.execution.Genesis;
import org.tallystick.node.store.ChainStore;
import org.tallystick.node.store.DataFolder;
import org.tallystick.node.store.KeptState;
import org.tallystick.node.store.RocksStore;
import org.tallystick.node.testing.People;
import org.tallystick.node.testing.TestClock;
import org.tallystick.state.HashedKeys;

final class KeptStatesTest {
  private static final Genesis GENESIS = People.genesis(2);

  private final DataFolder folder;
  private final RocksStore database;
  private final ChainStore store;
  private final TestClock clock = new TestClock();
  private final KeptStates states = new KeptStates(16, clock);
  private final List<KeptState> kept = new ArrayList<>();

  KeptStatesTest(@TempDir Path temp) {
    folder = DataFolder.claim(temp);
    database = RocksStore.open(folder);
    store = ChainStore.open(database, folder, GENESIS);
  }

  @AfterEach
  void close() {
    states.releaseAll();
    database.close();
    folder.close();
  }

  @Test
  void aStateThatWasReplacedIsReadableForTwoMinutes() {
    replace(2);

    clock.advance(Duration.ofMinutes(2));
    replace(1);
    assertReadable(kept.getFirst());
    clock.advance(Duration.ofSeconds(1));
    replace(1);

    assertReleased(kept.getFirst());
    assertReadable(kept.get(2));
  }

  @Test
  void ofThoseThatWereReplacedTheNewestFewThousandAreReadable() {
    replace(6_000);

    int readable = 0;
    for (KeptState each : kept) {
      readable += isReadable(each) ? 1 : 0;
    }
    assertEquals(4_096 + 1, readable);
    assertReleased(kept.get(6_000 - 4_096 - 2));
    assertReadable(kept.get(6_000 - 4_096 - 1));
    assertReadable(kept.getLast());
  }

  /// Makes other states the newest, one after another.
  private void replace(int times) {
    for (int count = 0; count < times; count++) {
      KeptState state = store.pinHeadState();
      kept.add(state);
      states.add(state);
    }
  }

  private static boolean isReadable(KeptState state) {
    try {
      assertReadable(state);
      return true;
    } catch (IllegalStateException released) {
      return false;
    }
  }

  private static void assertReadable(KeptState state) {
    assertEquals(2, state.store().accounts(Hash.ZERO, HashedKeys.LAST, 9).size());
  }

  private static void assertReleased(KeptState state) {
    assertThrows(IllegalStateException.class, () -> assertReadable(state));
  }
}
