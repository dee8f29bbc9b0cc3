package org.tallystick.node.store;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Measures one subject in a process of its own, and prints a line for each figure. All of it runs
/// once before on a small database, so that the JVM is warm.
final class Measurement {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private static final int ACCOUNTS_TO_WARM_UP = 50_000;
  private static final int BLOCKS_TO_WARM_UP = 400;
  private static final int BLOCKS = 50;
  private static final int READS = 100_000;
  private static final int PROOFS = 10_000;

  private final Subject subject;
  private final Population population;
  private final Path path;
  private final Map<Figure, Double> figures = new EnumMap<>(Figure.class);

  private Measurement(Subject subject, Population population, Path path) {
    this.subject = subject;
    this.population = population;
    this.path = path;
  }

  /// @param arguments which subject, what kind of population, how many accounts, and whether all
  ///   files are merged after loading
  public static void main(String[] arguments) {
    boolean isSettled = Boolean.parseBoolean(arguments[3]);
    Population small = population(arguments[1], ACCOUNTS_TO_WARM_UP);
    measure(arguments[0], small, isSettled, BLOCKS_TO_WARM_UP);
    Population population = population(arguments[1], Integer.parseInt(arguments[2]));
    measure(arguments[0], population, isSettled, BLOCKS)
        .forEach((figure, value) -> System.out.println(figure + " " + value));
  }

  private static Population population(String kind, int accounts) {
    return switch (kind) {
      case "wallets" -> new Wallets(accounts);
      case "contracts" -> new Contracts(accounts);
      default -> throw new IllegalArgumentException("no population " + kind);
    };
  }

  private static Map<Figure, Double> measure(
      String name, Population population, boolean isSettled, int blocks) {
    Path path = temporaryFolder();
    try (Subject subject = subject(name, path)) {
      Measurement measurement = new Measurement(subject, population, path);
      measurement.load();
      if (isSettled) {
        subject.compact();
      }
      measurement.blocks(blocks);
      measurement.files();
      measurement.reads();
      measurement.proofs();
      measurement.figures.put(Figure.PEAK_RSS_MIB, peakResidentKibibytes() / 1024);
      return measurement.figures;
    } finally {
      delete(path);
    }
  }

  private static Subject subject(String name, Path path) {
    return switch (name) {
      case "floor" -> new FloorSubject(path);
      case "tallystick" -> new TallystickSubject(path);
      case "tuweni" -> new TuweniSubject(path);
      default -> throw new IllegalArgumentException("no subject " + name);
    };
  }

  private void load() {
    Runnable load = subject.load(population, population.sortedAccounts());
    long cpu = SYSTEM.getProcessCpuTime();
    load.run();
    figures.put(Figure.LOAD_CPU_S, (SYSTEM.getProcessCpuTime() - cpu) / 1e9);
  }

  private void blocks(int count) {
    double[] millis = new double[count];
    long cpuNanos = 0;
    long changes = 0;
    LogSizes logs = new LogSizes(path);
    long logBytesBefore = logs.bytes();
    for (int block = 0; block < count; block++) {
      List<Population.Entry> entries = population.block();
      changes += Population.UPDATES + Population.INSERTS + Population.DELETES;
      Runnable commit = subject.ready(entries);
      long cpu = SYSTEM.getProcessCpuTime();
      long start = System.nanoTime();
      commit.run();
      millis[block] = (System.nanoTime() - start) / 1e6;
      cpuNanos += SYSTEM.getProcessCpuTime() - cpu;
      logs.look();
    }
    Arrays.sort(millis);
    figures.put(Figure.BLOCK_CPU_MS, cpuNanos / 1e6 / count);
    figures.put(Figure.BLOCK_P50_MS, millis[count / 2]);
    figures.put(Figure.BLOCK_P95_MS, millis[count * 95 / 100]);
    figures.put(Figure.LOG_BYTES_PER_CHANGE, (double) (logs.bytes() - logBytesBefore) / changes);
  }

  private void files() {
    subject.compact();
    figures.put(Figure.DISK_BYTES_PER_ACCOUNT, (double) sortedFileBytes() / population.accounts());
  }

  private void reads() {
    subject.reopen();
    List<Population.Place> places = Stream.generate(population::anyone).limit(READS).toList();
    long cpu = SYSTEM.getProcessCpuTime();
    long start = System.nanoTime();
    for (Population.Place place : places) {
      if (!subject.read(place)) {
        throw new IllegalStateException("there is no " + place);
      }
    }
    figures.put(Figure.COLD_READS_PER_S, READS / ((System.nanoTime() - start) / 1e9));
    figures.put(Figure.COLD_READ_CPU_US, (SYSTEM.getProcessCpuTime() - cpu) / 1e3 / READS);
  }

  private void proofs() {
    subject.reopen();
    List<Population.Place> places = Stream.generate(population::anyone).limit(PROOFS).toList();
    long cpu = SYSTEM.getProcessCpuTime();
    long bytes = 0;
    for (Population.Place place : places) {
      bytes += subject.prove(place);
    }
    figures.put(Figure.COLD_PROOF_CPU_US, (SYSTEM.getProcessCpuTime() - cpu) / 1e3 / PROOFS);
    figures.put(Figure.PROOF_BYTES, (double) bytes / PROOFS);
  }

  /// How large the database's logs became: each only grows, until it is deleted.
  private static final class LogSizes {
    private final Path folder;
    private final Map<Path, Long> largest = new HashMap<>();

    LogSizes(Path folder) {
      this.folder = folder;
      look();
    }

    void look() {
      files(folder, ".log").forEach(log -> largest.merge(log, log.toFile().length(), Math::max));
    }

    long bytes() {
      return largest.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private long sortedFileBytes() {
    return files(path, ".sst").stream().mapToLong(file -> file.toFile().length()).sum();
  }

  private static List<Path> files(Path folder, String ending) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static double peakResidentKibibytes() {
    try (Stream<String> status = Files.lines(Path.of("/proc/self/status"))) {
      return status
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException fault) {
      // Not Linux: there is no such figure.
      return Double.NaN;
    }
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("state-benchmark");
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
