package org.tallystick.machine;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// The machine that figures were made on.
final class Surroundings {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private Surroundings() {}

  /// One line. A load well above what one thread makes says that the figures are not worth much.
  static String describe() throws IOException {
    return String.format(
        Locale.ROOT,
        "%s, %d cores, %s %s, load average %.1f",
        cpu(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.vendor"),
        System.getProperty("java.runtime.version"),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static String cpu() throws IOException {
    if (!Files.isReadable(CPU_INFO)) {
      return System.getProperty("os.arch");
    }
    return Files.readAllLines(CPU_INFO).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }
}
