package org.tallystick.node.cli;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;
import javax.management.NotificationEmitter;

/// Keeps the heap of a chain small that runs for days. The serial collector, which costs the least
/// beside a node, looks for garbage among what is old only once the heap has its greatest size:
/// here it is told to once there is twice as much as it left the last time.
final class OldGarbage {
  private static final String SERIAL_POOL = "Tenured Gen";
  private static final long LEAST_BYTES = 64L << 20;

  private OldGarbage() {}

  /// Begins to do so, for as long as the process lives. Other collectors look by themselves.
  static void keepDown() {
    ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().equals(SERIAL_POOL) && pool.isUsageThresholdSupported())
        .findFirst()
        .ifPresent(OldGarbage::keepDown);
  }

  private static void keepDown(MemoryPoolMXBean old) {
    setThreshold(old);
    NotificationEmitter memory = (NotificationEmitter) ManagementFactory.getMemoryMXBean();
    memory.addNotificationListener(
        (_, _) -> {
          System.gc();
          setThreshold(old);
        },
        notification ->
            notification.getType().equals(MemoryNotificationInfo.MEMORY_THRESHOLD_EXCEEDED),
        null);
  }

  private static void setThreshold(MemoryPoolMXBean old) {
    long thresholdBytes = Math.max(LEAST_BYTES, 2 * old.getUsage().getUsed());
    old.setUsageThreshold(Math.min(thresholdBytes, old.getUsage().getMax()));
  }
}
