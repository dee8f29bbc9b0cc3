package org.tallystick.machine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/// Runs the benchmarks of JMH in both modes and prints what they give.
final class JmhTables {
  private static final int MEASURED_ITERATIONS = 5;
  private static final int BLOCKS_OF_CONTRACTS = 8;

  private JmhTables() {}

  static void transfer() throws RunnerException {
    System.out.println("\nWarm transfer, us of CPU a call");
    for (Mode mode : Mode.values()) {
      print(mode, run(mode, TransferBenchmark.class, warmUp(mode, 2, 12), TimeValue.seconds(1)));
    }
  }

  static void loading() throws RunnerException {
    System.out.println("\nFirst calls of new contracts, us of CPU a call");
    for (Mode mode : Mode.values()) {
      print(mode, run(mode, LoadingBenchmark.class, warmUp(mode, 6, 10), TimeValue.seconds(1)));
    }
    System.out.println(
        "\n"
            + BlockOfContractsBenchmark.CONTRACTS
            + " new contracts in one block, us of CPU a block; max is the first after the start");
    for (Mode mode : Mode.values()) {
      ChainedOptionsBuilder options =
          options(mode, BlockOfContractsBenchmark.class)
              .mode(org.openjdk.jmh.annotations.Mode.SingleShotTime)
              .warmupIterations(0)
              .measurementIterations(BLOCKS_OF_CONTRACTS);
      print(mode, new Runner(options.build()).run());
    }
  }

  /// @param programs all where empty
  static void meter(List<String> programs) throws RunnerException {
    System.out.println("\nPrograms with and without the meter, us of CPU a run");
    for (Mode mode : Mode.values()) {
      Map<String, Map<String, RunResult>> byProgram = new LinkedHashMap<>();
      for (RunResult result :
          run(
              mode,
              MeterBenchmark.class,
              warmUp(mode, 1, 12),
              TimeValue.milliseconds(400),
              programs)) {
        byProgram
            .computeIfAbsent(result.getParams().getParam("program"), _ -> new LinkedHashMap<>())
            .put(result.getParams().getParam("metered"), result);
      }
      printRatios(mode, byProgram);
    }
  }

  private static int warmUp(Mode mode, int interpretedSeconds, int compiledSeconds) {
    return switch (mode) {
      case INTERPRETED -> interpretedSeconds;
      case COMPILED -> compiledSeconds;
    };
  }

  private static Collection<RunResult> run(
      Mode mode, Class<?> benchmark, int warmUpSeconds, TimeValue iteration)
      throws RunnerException {
    return run(mode, benchmark, warmUpSeconds, iteration, List.of());
  }

  private static Collection<RunResult> run(
      Mode mode, Class<?> benchmark, int warmUpSeconds, TimeValue iteration, List<String> programs)
      throws RunnerException {
    ChainedOptionsBuilder options =
        options(mode, benchmark)
            .mode(org.openjdk.jmh.annotations.Mode.AverageTime)
            .warmupIterations(warmUpSeconds)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(MEASURED_ITERATIONS)
            .measurementTime(iteration);
    if (!programs.isEmpty()) {
      options.param("program", programs.toArray(String[]::new));
    }
    return new Runner(options.build()).run();
  }

  private static ChainedOptionsBuilder options(Mode mode, Class<?> benchmark) {
    return new OptionsBuilder()
        .include("^" + benchmark.getName() + "\\.")
        .timeUnit(TimeUnit.MICROSECONDS)
        .addProfiler(CpuTime.class)
        .verbosity(VerboseMode.SILENT)
        .shouldFailOnError(true)
        .forks(1)
        .jvmArgs(mode.jvmArguments().toArray(String[]::new));
  }

  private static void print(Mode mode, Collection<RunResult> results) {
    for (RunResult result : results) {
      Statistics cpu = cpu(result);
      List<String> words = new ArrayList<>();
      words.add(result.getPrimaryResult().getLabel());
      result
          .getParams()
          .getParamsKeys()
          .forEach(key -> words.add(result.getParams().getParam(key)));
      System.out.printf(
          Locale.ROOT,
          "  %-12s %-40s mean %12.1f  min %12.1f  max %12.1f%n",
          mode,
          String.join(" ", words),
          cpu.getMean(),
          cpu.getMin(),
          cpu.getMax());
    }
  }

  /// The best of the iterations, since what disturbs only adds.
  private static void printRatios(Mode mode, Map<String, Map<String, RunResult>> byProgram) {
    double logarithms = 0;
    double worst = 0;
    for (Map.Entry<String, Map<String, RunResult>> program : byProgram.entrySet()) {
      double with = cpu(Objects.requireNonNull(program.getValue().get("true"))).getMin();
      double without = cpu(Objects.requireNonNull(program.getValue().get("false"))).getMin();
      logarithms += Math.log(with / without);
      worst = Math.max(worst, with / without);
      System.out.printf(
          Locale.ROOT,
          "  %-12s %-14s with %10.1f  without %10.1f  ratio %5.2f%n",
          mode,
          program.getKey(),
          with,
          without,
          with / without);
    }
    System.out.printf(
        Locale.ROOT,
        "  %-12s geometric mean %.2f, worst %.2f%n",
        mode,
        Math.exp(logarithms / byProgram.size()),
        worst);
  }

  private static Statistics cpu(RunResult result) {
    Result<?> cpu = result.getSecondaryResults().get(CpuTime.LABEL);
    return Objects.requireNonNull(cpu).getStatistics();
  }
}
