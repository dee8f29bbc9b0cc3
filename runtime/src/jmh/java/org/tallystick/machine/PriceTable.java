package org.tallystick.machine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Prints nanoseconds a gas for every row of the price list, for operators and for statements, at a
/// few sizes; the dearest first.
final class PriceTable {
  private static final int[] SIZES = {1, 30, 1_000};
  private static final long GAS = 400_000;
  private static final long WARM_UP_GAS = 100_000;
  private static final int REPETITIONS = 2;

  private PriceTable() {}

  private record Row(String path, String price, List<Optional<Gauge.Reading>> bySize) {
    double worst() {
      return bySize.stream()
          .flatMap(Optional::stream)
          .mapToDouble(Gauge.Reading::nanosPerGas)
          .max()
          .orElse(0);
    }
  }

  public static void main(String[] arguments) {
    Mode mode = Mode.valueOf(arguments[0]);
    PriceRows rows = PriceRows.read();
    List<String> unmatched = rows.unmatched();
    if (!unmatched.isEmpty()) {
      throw new IllegalStateException(String.join("\n", unmatched));
    }
    try (GraalMachine machine = GraalMachine.open(ConsoleListener.NOBODY)) {
      Mode.require(mode, machine);
      print(mode, machine, rows);
    }
  }

  private static void print(Mode mode, GraalMachine machine, PriceRows rows) {
    Gauge gauge = new Gauge(machine, GAS, REPETITIONS);
    warmUp(machine, rows);
    double plain = new Gauge(machine, GAS, 1).plainNanosPerGas();
    Map<String, String> prices = PriceRows.prices();
    List<Row> measured = new ArrayList<>();
    for (String path : rows.turns().keySet()) {
      List<Optional<Gauge.Reading>> bySize = new ArrayList<>();
      for (int size : SIZES) {
        bySize.add(gauge.measure(rows.loop(path, size)));
      }
      if (bySize.stream().allMatch(Optional::isEmpty)) {
        throw new IllegalStateException(
            "the program of " + path + " does not run: " + rows.loop(path, SIZES[0]).source());
      }
      measured.add(new Row(path, prices.getOrDefault(path, ""), bySize));
    }
    measured.sort(Comparator.comparingDouble(Row::worst).reversed());
    System.out.printf(
        Locale.ROOT,
        "%nRows of the price list, %s: ns a gas at size 1, 30 and 1,000; the plain loop takes"
            + " %.2f%n",
        mode,
        plain);
    for (Row row : measured) {
      System.out.printf(
          Locale.ROOT,
          "  %-12s %-45s %s %s  %s%n",
          mode,
          row.path(),
          row.bySize().stream().map(PriceTable::shown).reduce("", String::concat),
          row.worst() > 10 * plain ? "over" : "    ",
          row.price());
    }
  }

  /// A cold JVM would make the first rows look dear.
  private static void warmUp(GraalMachine machine, PriceRows rows) {
    Gauge glance = new Gauge(machine, WARM_UP_GAS, 1);
    for (String path : rows.turns().keySet()) {
      for (int size : SIZES) {
        glance.measure(rows.loop(path, size));
      }
    }
  }

  private static String shown(Optional<Gauge.Reading> reading) {
    return reading
        .map(each -> String.format(Locale.ROOT, "%8.2f", each.nanosPerGas()))
        .orElse("       -");
  }
}
