package org.tallystick.node.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a process has used until now, as Linux tells it.
///
/// @param cpuMillis of all its threads, in itself and in the kernel, in steps of ten
/// @param residentBytes of its memory that are in RAM
public record ProcessUse(long cpuMillis, long residentBytes) {
  private static final Path PROCESSES = Path.of("/proc");

  /// Linux counts for user space in hundredths of a second on every platform.
  private static final long MILLIS_PER_TICK = 10;

  private static final long BYTES_PER_KIBIBYTE = 1_024;

  /// Of the fields after the name, which are numbered from the third on (`man 5 proc`).
  private static final int USER_TICKS = 14 - 3;

  private static final int KERNEL_TICKS = 15 - 3;
  private static final Pattern RESIDENT =
      Pattern.compile("^VmRSS:\\s+(\\d+) kB$", Pattern.MULTILINE);

  /// @throws LoadException where it cannot be told
  public static ProcessUse of(long pid) {
    if (!Files.isDirectory(PROCESSES.resolve("self"))) {
      throw new LoadException(
          "what a process uses is read from /proc, which this system has not: leave out --pid");
    }
    Path folder = PROCESSES.resolve(Long.toString(pid));
    try {
      return parse(
          Files.readString(folder.resolve("stat")), Files.readString(folder.resolve("status")));
    } catch (NoSuchFileException fault) {
      throw new LoadException("there is no process " + pid, fault);
    } catch (IOException fault) {
      throw new LoadException("what the process " + pid + " uses cannot be read", fault);
    }
  }

  /// @param stat of `/proc/PID/stat`
  /// @param status of `/proc/PID/status`
  static ProcessUse parse(String stat, String status) {
    // The name may hold spaces and brackets itself.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
    Matcher resident = RESIDENT.matcher(status);
    if (fields.length <= KERNEL_TICKS || !resident.find()) {
      throw new LoadException("the process has ended, or what the system tells of it is unknown");
    }
    long ticks = Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[KERNEL_TICKS]);
    return new ProcessUse(
        ticks * MILLIS_PER_TICK, Long.parseLong(resident.group(1)) * BYTES_PER_KIBIBYTE);
  }
}
