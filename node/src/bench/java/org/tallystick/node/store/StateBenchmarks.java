package org.tallystick.node.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Measures the state database beside its peers, each in a process of its own, in turns, and prints
/// what is asked of it as ratios. Figures are medians of the rounds.
final class StateBenchmarks {
  private static final String HEAP = "-Xmx768m";

  private final int rounds;

  private StateBenchmarks(int rounds) {
    this.rounds = rounds;
  }

  /// @param arguments how many rounds, how many accounts, and which table or `all`
  public static void main(String[] arguments) throws IOException, InterruptedException {
    StateBenchmarks benchmarks = new StateBenchmarks(Integer.parseInt(arguments[0]));
    int accounts = Integer.parseInt(arguments[1]);
    switch (arguments[2]) {
      case "all" -> {
        benchmarks.wallets(accounts);
        benchmarks.tuweni(accounts / 5);
        benchmarks.contracts(accounts / 10);
        benchmarks.growth(accounts);
      }
      case "wallets" -> benchmarks.wallets(accounts);
      case "tuweni" -> benchmarks.tuweni(accounts / 5);
      case "contracts" -> benchmarks.contracts(accounts / 10);
      case "growth" -> benchmarks.growth(accounts);
      default -> throw new IllegalArgumentException("no table " + arguments[2]);
    }
  }

  private void wallets(int accounts) throws IOException, InterruptedException {
    List<Series> measured = measure("wallets", accounts, "floor", "tallystick");
    Series floor = measured.getFirst();
    Series ours = measured.getLast();
    print("%,d accounts".formatted(accounts), measured);
    System.out.println("| asked for | limit | measured | met |\n|---|---|---|---|");
    asRatio("block p50, of the floor's", ours, floor, Figure.BLOCK_P50_MS, 4);
    asRatio("CPU of a block, of the floor's", ours, floor, Figure.BLOCK_CPU_MS, 5);
    asRatio("CPU of loading, of the floor's", ours, floor, Figure.LOAD_CPU_S, 1.5);
    atMost("disk, bytes an account", ours.median(Figure.DISK_BYTES_PER_ACCOUNT), 95);
    atMost("log, bytes a changed value", ours.median(Figure.LOG_BYTES_PER_CHANGE), 350);
    atLeast(
        "cold reads a second, of the floor's",
        ours.median(Figure.COLD_READS_PER_S) / floor.median(Figure.COLD_READS_PER_S),
        1.3);
    atMost("CPU of a cold proof, us", ours.median(Figure.COLD_PROOF_CPU_US), 135);
    atMost("peak memory, MiB", ours.median(Figure.PEAK_RSS_MIB), 1.2 * 1024);
  }

  private void tuweni(int accounts) throws IOException, InterruptedException {
    List<Series> measured = measure("wallets", accounts, "tuweni", "tallystick");
    print("%,d accounts".formatted(accounts), measured);
    System.out.println("| asked for | limit | measured | met |\n|---|---|---|---|");
    asRatio(
        "CPU of a block, of Tuweni's",
        measured.getLast(),
        measured.getFirst(),
        Figure.BLOCK_CPU_MS,
        0.1);
  }

  private void contracts(int contracts) throws IOException, InterruptedException {
    List<Series> measured = measure("contracts", contracts, "floor", "tallystick");
    Series floor = measured.getFirst();
    Series ours = measured.getLast();
    print("%,d contracts of ten slots".formatted(contracts), measured);
    System.out.println("| asked for | limit | measured | met |\n|---|---|---|---|");
    asRatio("block p50, of the floor's", ours, floor, Figure.BLOCK_P50_MS, 4);
    asRatio("CPU of a block, of the floor's", ours, floor, Figure.BLOCK_CPU_MS, 5);
    asRatio("CPU of loading, of the floor's", ours, floor, Figure.LOAD_CPU_S, 1.5);
  }

  private void growth(int accounts) throws IOException, InterruptedException {
    Series small = new Series("%,d".formatted(accounts));
    Series large = new Series("%,d".formatted(10 * accounts));
    // Else what is compared is how much loading left to be merged.
    small.add(figures("tallystick", "wallets", accounts, true));
    large.add(figures("tallystick", "wallets", 10 * accounts, true));
    print("growth, files merged after loading, one round", List.of(small, large));
    System.out.println("| asked for | limit | measured | met |\n|---|---|---|---|");
    asRatio("block p50, of that with a tenth", large, small, Figure.BLOCK_P50_MS, 1.5);
  }

  /// What was measured of one subject, each time anew.
  private static final class Series {
    private final String name;
    private final Map<Figure, List<Double>> values = new EnumMap<>(Figure.class);

    Series(String name) {
      this.name = name;
    }

    void add(Map<Figure, Double> figures) {
      figures.forEach(
          (figure, value) -> values.computeIfAbsent(figure, _ -> new ArrayList<>()).add(value));
    }

    double median(Figure figure) {
      List<Double> sorted = sorted(figure);
      return sorted.get(sorted.size() / 2);
    }

    String spread(Figure figure) {
      List<Double> sorted = sorted(figure);
      return "%s (%s, %s)"
          .formatted(number(median(figure)), number(sorted.getFirst()), number(sorted.getLast()));
    }

    private List<Double> sorted(Figure figure) {
      return values.getOrDefault(figure, List.of(Double.NaN)).stream().sorted().toList();
    }
  }

  private List<Series> measure(String population, int accounts, String... subjects)
      throws IOException, InterruptedException {
    List<Series> series = new ArrayList<>();
    for (String subject : subjects) {
      series.add(new Series(subject));
    }
    for (int round = 0; round < rounds; round++) {
      for (Series each : series) {
        each.add(figures(each.name, population, accounts, false));
      }
    }
    return series;
  }

  /// Runs one measurement in a process of its own.
  private static Map<Figure, Double> figures(
      String subject, String population, int accounts, boolean isSettled)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                HEAP,
                "-cp",
                System.getProperty("java.class.path"),
                Measurement.class.getName(),
                subject,
                population,
                Integer.toString(accounts),
                Boolean.toString(isSettled))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    try (BufferedReader output = process.inputReader()) {
      output
          .lines()
          .map(line -> line.split(" "))
          .forEach(line -> figures.put(Figure.valueOf(line[0]), Double.parseDouble(line[1])));
    }
    int status = process.waitFor();
    if (status != 0) {
      throw new IllegalStateException(subject + " ended with the status " + status);
    }
    return figures;
  }

  private static void print(String title, List<Series> measured) {
    StringBuilder table = new StringBuilder("\n### " + title + "\n\n| |");
    measured.forEach(series -> table.append(' ').append(series.name).append(" |"));
    table.append("\n|---|").append("---|".repeat(measured.size())).append('\n');
    for (Figure figure : Figure.values()) {
      table.append("| ").append(figure.text()).append(" |");
      measured.forEach(series -> table.append(' ').append(series.spread(figure)).append(" |"));
      table.append('\n');
    }
    System.out.println(table);
  }

  private static void asRatio(String what, Series ours, Series peer, Figure figure, double limit) {
    atMost(what, ours.median(figure) / peer.median(figure), limit);
  }

  private static void atMost(String what, double measured, double limit) {
    row(what, "at most " + number(limit), measured, measured <= limit);
  }

  private static void atLeast(String what, double measured, double limit) {
    row(what, "at least " + number(limit), measured, measured >= limit);
  }

  private static void row(String what, String limit, double measured, boolean isMet) {
    System.out.printf(
        "| %s | %s | %s | %s |%n", what, limit, number(measured), isMet ? "yes" : "no");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 1000 ? "%.1f" : "%,.0f", value);
  }
}
