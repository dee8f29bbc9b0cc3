package org.tallystick.machine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;
import org.tallystick.contract.Code;
import org.tallystick.gas.GasSchedule;

/// Looks for programs that take much time for little gas: makes random ones, keeps the worst for
/// each built-in and statement, and changes those.
///
/// What is kept depends on how the machine felt, so two searches differ; but each program of a
/// report follows from its seeds and can be had again by `search 0 SEEDS`.
final class Search {
  /// Where a program is to be repriced: so many times the interpreted plain loop.
  private static final int RATIO_MAX = 10;

  private static final long GLANCE_GAS = 250_000;
  private static final long LOOK_GAS = 1_000_000;
  private static final int LOOKS = 3;
  private static final int SHOWN_MIN = 25;

  private final Vocabulary vocabulary = Vocabulary.read();
  private final Map<String, Found> worst = new HashMap<>();
  private final List<String> faults = new ArrayList<>();
  private final RandomGenerator random;
  private GraalMachine machine = GraalMachine.open(ConsoleListener.NOBODY);
  private long tried;
  private long ran;

  private Search(long seed) {
    this.random = new SplittableRandom(seed);
  }

  private record Found(Attempt attempt, double nanosPerGas) {}

  /// @param arguments the mode, seconds, and a seed or, for no seconds, the seeds of one program
  public static void main(String[] arguments) {
    Mode mode = Mode.valueOf(arguments[0]);
    long seconds = arguments.length > 1 ? Long.parseLong(arguments[1]) : 60;
    String seeds = arguments.length > 2 ? arguments[2] : "1";
    Search search = new Search(seconds == 0 ? 0 : Long.parseLong(seeds));
    Mode.require(mode, search.machine);
    if (seconds == 0) {
      Attempt attempt = Attempt.replay(search.vocabulary, seeds);
      System.out.println(attempt.loop().source());
      search.look(attempt);
    } else {
      search.until(System.nanoTime() + seconds * 1_000_000_000);
      search.loadContracts("smallest", Contracts::smallest);
      search.loadContracts("of 3 KB", Contracts::ofThreeKilobytes);
    }
    search.print(mode, seeds, new Gauge(search.machine, GLANCE_GAS, 1).plainNanosPerGas());
    System.exit(0);
  }

  private void until(long endNanos) {
    while (System.nanoTime() < endNanos) {
      Attempt attempt = next();
      tried++;
      Optional<Double> glance = nanosPerGas(attempt, GLANCE_GAS, 1);
      if (glance.isPresent()) {
        ran++;
        if (glance.get() > known(attempt)) {
          look(attempt);
        }
      }
    }
  }

  /// A block that calls contracts which this machine has never seen.
  private void loadContracts(String kind, LongFunction<Code> contracts) {
    long gas = 0;
    long started = CpuTime.nanos();
    for (long number = 1; number <= BlockOfContractsBenchmark.CONTRACTS; number++) {
      Code code = contracts.apply(number);
      machine.inspect(code);
      gas += GasSchedule.COLD_ACCOUNT + LoadUnits.loadGas(code);
    }
    long nanos = CpuTime.nanos() - started;
    System.out.printf(
        Locale.ROOT,
        "%n%d new contracts, %s: %.1f s for %d gas, %.1f ns a gas%n",
        BlockOfContractsBenchmark.CONTRACTS,
        kind,
        nanos / 1e9,
        gas,
        (double) nanos / gas);
  }

  private double known(Attempt attempt) {
    Found found = worst.get(attempt.name());
    return found == null ? 0 : found.nanosPerGas;
  }

  private void look(Attempt attempt) {
    Optional<Double> seen = nanosPerGas(attempt, LOOK_GAS, LOOKS);
    if (seen.isPresent() && seen.get() > known(attempt)) {
      worst.put(attempt.name(), new Found(attempt, seen.get()));
    }
  }

  /// Half of the programs are new; of the others, the worse the likelier.
  private Attempt next() {
    long seed = random.nextLong(1_000_000_000);
    if (worst.isEmpty() || random.nextBoolean()) {
      return Attempt.of(vocabulary, seed);
    }
    List<Found> ranked = ranked();
    int rank = (int) (ranked.size() * Math.pow(random.nextDouble(), 3));
    return ranked.get(rank).attempt.change(vocabulary, seed);
  }

  private List<Found> ranked() {
    return worst.values().stream()
        .sorted(Comparator.comparingDouble(Found::nanosPerGas).reversed())
        .toList();
  }

  /// A program that breaks the machine is worse than any that is slow.
  private Optional<Double> nanosPerGas(Attempt attempt, long gas, int repetitions) {
    try {
      return new Gauge(machine, gas, repetitions)
          .measure(attempt.loop())
          .map(Gauge.Reading::nanosPerGas);
    } catch (MachineFault fault) {
      faults.add("seeds " + attempt.seedText() + ": " + fault + "\n" + attempt.loop().source());
      machine.close();
      machine = GraalMachine.open(ConsoleListener.NOBODY);
      return Optional.empty();
    }
  }

  private void print(Mode mode, String seed, double plain) {
    System.out.printf(
        Locale.ROOT,
        "%nSearch, %s, seed %s: %d programs, %d ran; the interpreted plain loop takes %.2f ns a"
            + " gas%n",
        mode,
        seed,
        tried,
        ran,
        plain);
    faults.forEach(fault -> System.out.println("  FAULT " + fault));
    int shown = 0;
    for (Found found : ranked()) {
      double ratio = found.nanosPerGas / plain;
      if (ratio > RATIO_MAX || shown < SHOWN_MIN) {
        shown++;
        System.out.printf(
            Locale.ROOT,
            "  %7.1f ns a gas, %5.1f times, %s, seeds %s%n%s%n",
            found.nanosPerGas,
            ratio,
            found.attempt.name(),
            found.attempt.seedText(),
            text(found.attempt.loop()).indent(6).stripTrailing());
      }
    }
  }

  private static String text(Gauge.Loop loop) {
    return (loop.preparation() + "\nfor (let i = 0; ; i++) {\n" + loop.turn().indent(2) + "}")
        .strip();
  }
}
