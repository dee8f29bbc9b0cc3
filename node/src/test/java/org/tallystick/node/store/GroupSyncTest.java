package org.tallystick.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.tallystick.node.testing.Waiting;

final class GroupSyncTest {
  private static final Duration SOON = Duration.ofMillis(20);
  private static final Duration NEVER = Duration.ofDays(1);

  private final AtomicInteger syncs = new AtomicInteger();
  private final AtomicBoolean isBroken = new AtomicBoolean();

  @Test
  void aWriteIsMadeDurableWithinTheTime() {
    try (GroupSync group = new GroupSync(this::sync, SOON)) {
      write(group);
      Waiting.until(() -> syncs.get() == 1);

      write(group);
      Waiting.until(() -> syncs.get() == 2);
    }
    assertEquals(2, syncs.get(), "nothing was written since");
  }

  @Test
  void manyWritesAreMadeDurableTogetherAtTheLatestWhenItIsClosed() {
    try (GroupSync group = new GroupSync(this::sync, NEVER)) {
      for (int write = 0; write < 100; write++) {
        write(group);
      }
      assertEquals(0, syncs.get());
    }
    assertEquals(1, syncs.get());
  }

  @Test
  void onceASyncFailedNothingIsWrittenUntilOneSucceeds() {
    try (GroupSync group = new GroupSync(this::sync, SOON)) {
      isBroken.set(true);
      write(group);
      Waiting.until(() -> syncs.get() == 1);

      Waiting.until(() -> isRefused(group));
      assertThrows(StoreException.class, group::beforeWrite);

      isBroken.set(false);
      int before = syncs.get();
      group.beforeWrite();
      assertEquals(before + 1, syncs.get());
      group.beforeWrite();
      assertEquals(before + 1, syncs.get(), "it is not tried again");
    }
  }

  private static boolean isRefused(GroupSync group) {
    try {
      group.beforeWrite();
      return false;
    } catch (StoreException refusal) {
      assertTrue(refusal.words().contains("no disk"), refusal.words());
      return true;
    }
  }

  private static void write(GroupSync group) {
    group.beforeWrite();
    group.afterWrite();
  }

  private void sync() {
    syncs.incrementAndGet();
    if (isBroken.get()) {
      throw new StoreException("no disk");
    }
  }
}
