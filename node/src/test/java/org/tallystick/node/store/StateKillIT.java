package org.tallystick.node.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.node.testing.ChildJvm;

/// Kills a process that changes the state, at random moments, more than a quarter of the times
/// while it opens what the kill before left behind. Each time all that is left fits together: every
/// value and node with the head's root, and the head is the one that was told of last or the one
/// that was about to be written.
final class StateKillIT {
  private static final int KILLS = Integer.getInteger("tallystick.kills", 12);
  private static final int BLOCKS_MAX = 70;
  private static final int MICROS_MAX = 30_000;
  private static final Maintenance.Progress QUIET = (_, _, _) -> {};

  @TempDir private Path temp;

  /// How long the process takes to open, at the least.
  private long openingMicros = 200_000;

  /// What a process told of.
  ///
  /// @param head the last one; empty where there was none
  /// @param next that was to be written after it; empty where nothing was
  private record Told(String head, String next) {}

  @Test
  void theStateIsThatOfTheHeadWhateverMomentTheProcessIsKilledAt() throws Exception {
    long seed = Long.getLong("seed", 20_261_127);
    Random random = new Random(seed);
    String before = "";
    int killedWhileOpening = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      String where = "seed " + seed + ", kill " + kill;
      Told told = runAndKill(random, kill > 0 && killedWhileOpening * 3 < kill);
      if (told.head.isEmpty()) {
        killedWhileOpening++;
        // It told of nothing, so what there was is what there is.
        told = new Told(before, "");
      }
      try (Maintenance maintenance = Maintenance.open(temp)) {
        maintenance.verify(QUIET);
      }
      try (DataFolder folder = DataFolder.claim(temp);
          RocksStore database = RocksStore.open(folder)) {
        ChainStore.Head head = ChainStore.open(database, folder, StateMill.GENESIS).head();
        before = head.block().number() + " " + head.hash();
        assertTrue(
            before.equals(told.head) || before.equals(told.next),
            where + ": " + told + ", found " + before);
      }
    }
    assertTrue(killedWhileOpening * 4 >= KILLS, killedWhileOpening + " of " + KILLS);
  }

  private Told runAndKill(Random random, boolean whileOpening) throws Exception {
    Process mill = start(random.nextLong());
    Told told = new Told("", "");
    try (BufferedReader output = mill.inputReader(StandardCharsets.US_ASCII)) {
      Objects.requireNonNull(output.readLine(), "the process ended by itself");
      long since = System.nanoTime();
      int lines = whileOpening ? 0 : 1 + random.nextInt(2 * BLOCKS_MAX);
      for (int line = 0; line < lines; line++) {
        told =
            after(told, Objects.requireNonNull(output.readLine(), "the process ended by itself"));
        if (line == 0) {
          long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - since);
          openingMicros = Math.min(openingMicros, micros);
        }
      }
      TimeUnit.MICROSECONDS.sleep(random.nextLong(whileOpening ? openingMicros : MICROS_MAX));
      ChildJvm.kill(mill);
      for (String line = output.readLine(); isWhole(line); line = output.readLine()) {
        told = after(told, line);
      }
    } finally {
      ChildJvm.kill(mill);
    }
    return told;
  }

  private static Told after(Told told, String line) {
    return line.startsWith(StateMill.NEXT)
        ? new Told(told.head, line.substring(StateMill.NEXT.length()))
        : new Told(line, "");
  }

  /// The last line may be cut short by the kill.
  private static boolean isWhole(@Nullable String line) {
    return line != null && line.matches("(" + StateMill.NEXT + ")?\\d+ 0x[0-9a-f]{64}");
  }

  private Process start(long seed) throws IOException {
    return ChildJvm.start(StateMill.class, temp.toString(), Long.toString(seed));
  }
}
