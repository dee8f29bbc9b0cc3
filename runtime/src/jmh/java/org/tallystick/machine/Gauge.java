package org.tallystick.machine;

import java.util.Optional;
import org.tallystick.contract.Code;
import org.tallystick.gas.GasMeter;
import org.tallystick.gas.HaltReason;

/// Measures how long a program works for its gas: it is run until it has none left.
///
/// @param repetitions how often it is run; the best counts, since what disturbs only adds
record Gauge(GraalMachine machine, long gas, int repetitions) {
  private static final long PREPARATION_GAS_MAX = 3_000_000;
  private static final long FIRST_CALL_GAS = 20_000;
  private static final int PLAIN_COPIES = 30;
  private static final long READABLE_GAS_MIN = 100_000;

  /// What everything is compared with: the plainest loop there is.
  private static final Loop PLAIN = new Loop("let x = 1;", "x = (x * 31 + i) % 1000003;");

  /// A program that turns until its gas is spent.
  ///
  /// @param preparation statements before the loop, whose work and gas do not count
  /// @param turn statements of one turn; `i` counts the turns
  record Loop(String preparation, String turn) {
    String source() {
      return """
      export function prepare() {
      %s
      }
      export function run() {
      %s
      for (let i = 0; ; i++) {
      %s
      }
      }
      """
          .formatted(preparation, preparation, turn);
    }
  }

  /// @param gas what the preparation and the loop used together
  record Reading(double nanosPerGas, long gas) {}

  /// The plain loop, as code is that was never seen: interpreted in either mode.
  double plainNanosPerGas() {
    double best = Double.MAX_VALUE;
    for (int copy = 0; copy < PLAIN_COPIES; copy++) {
      Loop fresh = new Loop(PLAIN.preparation + " // " + copy, PLAIN.turn);
      best = Math.min(best, measure(fresh).orElseThrow().nanosPerGas());
    }
    return best;
  }

  /// Absent where the program does not pass the check, or where too little gas was used to tell.
  Optional<Reading> measure(Loop loop) {
    Code code = Contracts.code(loop.source());
    if (!(machine.inspect(code) instanceof Inspection.Module)) {
      return Optional.empty();
    }
    Optional<Spent> preparation = spend(code, "prepare", PREPARATION_GAS_MAX);
    if (preparation.isEmpty()) {
      return Optional.empty();
    }
    Spent prepared = preparation.get();
    if (!prepared.returned) {
      return prepared.reading();
    }
    // The engine makes a function ready at its first call.
    spend(code, "run", FIRST_CALL_GAS);
    Optional<Reading> best = Optional.empty();
    for (int repetition = 0; repetition < repetitions; repetition++) {
      Optional<Reading> next =
          spend(code, "run", prepared.gas + gas)
              .flatMap(all -> all.without(spend(code, "prepare", PREPARATION_GAS_MAX)).reading());
      if (best.isEmpty() || (next.isPresent() && next.get().nanosPerGas < best.get().nanosPerGas)) {
        best = next;
      }
    }
    return best;
  }

  /// What a call used.
  private record Spent(long nanos, long gas, boolean returned) {
    Spent without(Optional<Spent> part) {
      return part.map(
              other -> new Spent(Math.max(0, nanos - other.nanos), gas - other.gas, returned))
          .orElse(this);
    }

    Optional<Reading> reading() {
      return gas < READABLE_GAS_MIN
          ? Optional.empty()
          : Optional.of(new Reading((double) nanos / gas, gas));
    }
  }

  /// Absent where the gas went in another way than by work: at a limit of memory or depth all that
  /// is left is taken.
  private Optional<Spent> spend(Code code, String function, long limit) {
    GasMeter meter = new GasMeter(limit);
    long started = CpuTime.nanos();
    ExportResult result = machine.callExport(code, function, meter);
    long nanos = CpuTime.nanos() - started;
    return result instanceof ExportResult.Halted(HaltReason reason, var detail)
            && reason != HaltReason.OUT_OF_GAS
        ? Optional.empty()
        : Optional.of(new Spent(nanos, meter.used(), result instanceof ExportResult.Returned));
  }
}
