package org.tallystick.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
      group.written();
      Waiting.until(() -> syncs.get() == 1);

      group.written();
      Waiting.until(() -> syncs.get() == 2);
    }
    assertEquals(2, syncs.get(), "nothing was written since");
  }

  @Test
  void manyWritesAreMadeDurableTogetherAtTheLatestWhenItIsClosed() {
    try (GroupSync group = new GroupSync(this::sync, NEVER)) {
      for (int write = 0; write < 100; write++) {
        group.written();
      }
      assertEquals(0, syncs.get());
    }
    assertEquals(1, syncs.get());
  }

  @Test
  void onceASyncFailedWritesAreDurableByThemselvesUntilOneIs() {
    try (GroupSync group = new GroupSync(this::sync, SOON)) {
      isBroken.set(true);
      group.written();
      Waiting.until(group::hasFailed);

      group.writtenDurably();
      assertFalse(group.hasFailed());
    }
  }

  @Test
  void aSyncThatSucceedsMakesUpForOneThatFailed() {
    try (GroupSync group = new GroupSync(this::sync, SOON)) {
      isBroken.set(true);
      group.written();
      Waiting.until(group::hasFailed);

      isBroken.set(false);
      group.written();
      Waiting.until(() -> !group.hasFailed());
    }
  }

  @Test
  void whatIsStillNotDurableWhenItIsClosedIsTriedOnceMore() {
    GroupSync group = new GroupSync(this::sync, SOON);
    isBroken.set(true);
    group.written();
    Waiting.until(group::hasFailed);

    group.close();
    assertTrue(group.hasFailed());
    assertEquals(2, syncs.get());
  }

  private void sync() {
    syncs.incrementAndGet();
    if (isBroken.get()) {
      throw new StoreException("no disk");
    }
  }
}
