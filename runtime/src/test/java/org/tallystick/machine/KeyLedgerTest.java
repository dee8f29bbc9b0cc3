package org.tallystick.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tallystick.machine.KeyLedger.Added;

class KeyLedgerTest {
  private final KeyLedger ledger = new KeyLedger(true);

  @Test
  void aKeyIsNewOnce() {
    assertEquals(Added.NEW, ledger.add("a"));
    assertEquals(Added.KNOWN, ledger.add(new String("a")));
    assertEquals(Added.NEW, ledger.add("b"));
  }

  @Test
  void noMoreThan32KeysHaveOneHash() {
    List<String> alike = IntStream.range(0, 33).mapToObj(KeyLedgerTest::alike).toList();
    alike.subList(0, 32).forEach(ledger::add);
    assertTrue(isRefused(alike.getLast()));
    assertEquals(Added.KNOWN, ledger.add(alike.getFirst()));
    assertEquals(Added.NEW, ledger.add("another"));
  }

  @Test
  void keysThatOnlyFallIntoOneSlotAreBoundedToo() {
    // Hashes that differ above the lowest ten bits only, as the engine mixes them.
    int refused = 0;
    for (int high = 0; high < 1000; high++) {
      int hash = high << 10;
      refused += isRefused(new Hashed(hash ^ ((hash >>> 16) & 0x3ff))) ? 1 : 0;
    }
    assertTrue(refused > 800, refused + " refused");
  }

  @Test
  void theEntriesOfAMapMayShareASlot() {
    KeyLedger entries = new KeyLedger(false);
    for (int high = 0; high < 1000; high++) {
      entries.add(new Hashed(high << 16));
    }
  }

  @Test
  void keysOfOrdinaryProgramsNeverFallTogether() {
    long seed = 20_261_126;
    Random random = new Random(seed);
    for (int i = 0; i < 50_000; i++) {
      assertEquals(Added.NEW, ledger.add("k" + i));
      assertEquals(Added.NEW, ledger.add("user-" + i + "-name"));
      assertEquals(Added.NEW, ledger.add(Integer.toString(i * 1000)));
      String random16 = "0x" + String.format("%016x%016x", random.nextLong(), random.nextLong());
      assertEquals(Added.NEW, ledger.add(random16), "seed " + seed);
    }
  }

  @Test
  void whatWasForgottenIsNewAgain() {
    IntStream.range(0, 32).mapToObj(KeyLedgerTest::alike).forEach(ledger::add);
    ledger.clear();
    assertEquals(Added.NEW, ledger.add(alike(33)));
  }

  /// One of 64 texts of one hash.
  private static String alike(int number) {
    StringBuilder text = new StringBuilder();
    for (int bit = 0; bit < 6; bit++) {
      text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
    }
    return text.toString();
  }

  private boolean isRefused(Object key) {
    return ledger.add(key) == Added.CROWDED;
  }

  private record Hashed(int hash) {
    @Override
    public int hashCode() {
      return hash;
    }
  }
}
