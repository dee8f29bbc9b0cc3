package org.tallystick.node.store;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Measures one subject in this process, and prints a line for each figure.
final class StateBenchmark {
  private static final int BLOCKS_TO_WARM_UP = 20;
  private static final int BLOCKS = 50;
  private static final int READS = 50_000;
  private static final int PROOFS = 10_000;

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private StateBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    int accounts = Integer.parseInt(arguments[1]);
    Path path = Files.createTempDirectory("state-benchmark");
    try (Subject subject =
        switch (arguments[0]) {
          case "floor" -> new Floor(path);
          case "tallystick" -> new Tallystick(path);
          default -> throw new IllegalArgumentException(arguments[0]);
        }) {
      measure(subject, new Population(accounts, BLOCKS_TO_WARM_UP + BLOCKS), accounts, path);
    }
  }

  private static void measure(Subject subject, Population population, int accounts, Path path)
      throws IOException {
    List<Population.Change> first = population.grow(accounts);
    long cpu = SYSTEM.getProcessCpuTime();
    long wall = System.nanoTime();
    subject.load(first);
    print("load CPU s", (SYSTEM.getProcessCpuTime() - cpu) / 1e9);
    print("load wall s", (System.nanoTime() - wall) / 1e9);

    for (int block = 0; block < BLOCKS_TO_WARM_UP; block++) {
      subject.commit(population.block());
    }
    double[] millis = new double[BLOCKS];
    long blocksCpu = 0;
    for (int block = 0; block < BLOCKS; block++) {
      List<Population.Change> changes = population.block();
      long cpuBefore = SYSTEM.getProcessCpuTime();
      long before = System.nanoTime();
      subject.commit(changes);
      millis[block] = (System.nanoTime() - before) / 1e6;
      blocksCpu += SYSTEM.getProcessCpuTime() - cpuBefore;
    }
    Arrays.sort(millis);
    print("block CPU ms", blocksCpu / 1e6 / BLOCKS);
    print("block p50 ms", millis[BLOCKS / 2]);
    print("block p95 ms", millis[BLOCKS * 95 / 100]);

    print("disk as left MB", megabytes(path));
    subject.compact();
    print("disk compacted MB", megabytes(path));

    for (int round = 0; round < 2; round++) {
      subject.reopen();
      cpu = SYSTEM.getProcessCpuTime();
      wall = System.nanoTime();
      for (int read = 0; read < READS; read++) {
        if (!subject.read(population.anyone())) {
          throw new IllegalStateException("an account is missing");
        }
      }
      print("cold reads/s", READS / ((System.nanoTime() - wall) / 1e9));
      print("cold read CPU us", (SYSTEM.getProcessCpuTime() - cpu) / 1e3 / READS);
    }

    for (int round = 0; round < 2; round++) {
      subject.reopen();
      cpu = SYSTEM.getProcessCpuTime();
      wall = System.nanoTime();
      long bytes = 0;
      for (int proof = 0; proof < PROOFS; proof++) {
        bytes += subject.prove(population.anyone());
      }
      print("proof CPU us", (SYSTEM.getProcessCpuTime() - cpu) / 1e3 / PROOFS);
      print("proof bytes", (double) bytes / PROOFS);
    }
    String status = Files.readString(Path.of("/proc/self/status"));
    String peak = status.lines().filter(line -> line.startsWith("VmHWM")).findFirst().orElse("");
    System.out.println(peak);
  }

  private static void print(String what, double figure) {
    System.out.printf("%-20s %12.2f%n", what, figure);
  }

  private static double megabytes(Path path) {
    try (Stream<Path> files = Files.walk(path)) {
      return files.filter(file -> file.toString().endsWith(".sst"))
              .mapToLong(file -> file.toFile().length())
              .sum()
          / 1e6;
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
