package org.tallystick.machine;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import java.util.function.Function;
import java.util.stream.Stream;
import org.tallystick.machine.ProgramFunction.Called;

/// Calls functions of programs many times, and tells of the first call of each and of all that
/// differ from it. Tests start it in JVMs of their own.
///
/// A dear function is called less often than the plan says: as long as all its calls together burn
/// no more than the plan allows, but once at least.
final class ManyCalls {
  /// The order of the calls. The order of the lines is always that of the programs.
  enum Order {
    /// All calls of one function, then those of the next.
    IN_TURN,
    /// One call of each function, then the second of each.
    INTERLEAVED,
    /// Any.
    SHUFFLED
  }

  /// How often each function is called, and when.
  ///
  /// @param gasOfAllCalls of one function
  /// @param seed of [Order#SHUFFLED]
  record Plan(int calls, long gasOfAllCalls, Order order, long seed) {
    /// One call of each, in the order of the programs.
    static final Plan ONCE = new Plan(1, 0, Order.IN_TURN, 0);

    List<String> arguments() {
      return Stream.of(calls, gasOfAllCalls, order, seed).map(Object::toString).toList();
    }

    static Plan of(String[] arguments) {
      return new Plan(
          Integer.parseInt(arguments[0]),
          Long.parseLong(arguments[1]),
          Order.valueOf(arguments[2]),
          Long.parseLong(arguments[3]));
    }
  }

  private final GraalMachine machine;
  private final long gasOfAllCalls;
  private final IdentityHashMap<ProgramFunction, Called> firsts = new IdentityHashMap<>();
  private final IdentityHashMap<ProgramFunction, Long> counts = new IdentityHashMap<>();
  private final List<String> differences = new ArrayList<>();

  private ManyCalls(GraalMachine machine, long gasOfAllCalls) {
    this.machine = machine;
    this.gasOfAllCalls = gasOfAllCalls;
  }

  /// @param arguments those of a [Plan], and `ordinary` where only such programs are to be called
  public static void main(String[] arguments) {
    Plan plan = Plan.of(arguments);
    boolean isOrdinary = arguments.length > 4 && arguments[4].equals("ordinary");
    try (ContractThreads threads = new ContractThreads("many-calls", 1)) {
      threads.run(machine -> {
        System.out.println(settings(machine));
        callAll(
            machine,
            isOrdinary ? ProgramFunction.ordinary(machine) : ProgramFunction.all(machine),
            plan,
            System.out);
        return plan;
      });
    }
  }

  /// What this JVM was started with, as it understood it.
  static String settings(GraalMachine machine) {
    HotSpotDiagnosticMXBean vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    Function<String, String> option = name -> vm.getVMOption(name).getValue();
    return (machine.compiles() ? "compiles" : "interprets")
        + (Boolean.parseBoolean(option.apply("UseG1GC")) ? " G1" : "")
        + (Boolean.parseBoolean(option.apply("UseSerialGC")) ? " Serial" : "")
        + " heap "
        + (Long.parseLong(option.apply("MaxHeapSize")) >> 20)
        + " MiB stack "
        + option.apply("ThreadStackSize")
        + " KiB "
        + Locale.getDefault()
        + " "
        + TimeZone.getDefault().getID();
  }

  /// Prints a line `program.function: gas outcome` for every function, and one more for each call
  /// that did not go like the first.
  static void callAll(
      GraalMachine machine, List<ProgramFunction> functions, Plan plan, PrintStream out) {
    ManyCalls calls = new ManyCalls(machine, plan.gasOfAllCalls());
    sequence(functions, plan).forEach(calls::call);
    for (ProgramFunction function : functions) {
      out.println(function + ": " + calls.firsts.get(function));
    }
    calls.differences.forEach(out::println);
  }

  private static Stream<ProgramFunction> sequence(List<ProgramFunction> functions, Plan plan) {
    Stream<ProgramFunction> inRounds =
        Collections.nCopies(plan.calls(), functions).stream().flatMap(List::stream);
    return switch (plan.order()) {
      case IN_TURN ->
          functions.stream()
              .flatMap(function -> Collections.nCopies(plan.calls(), function).stream());
      case INTERLEAVED -> inRounds;
      case SHUFFLED -> {
        List<ProgramFunction> shuffled = new ArrayList<>(inRounds.toList());
        Collections.shuffle(shuffled, new Random(plan.seed()));
        yield shuffled.stream();
      }
    };
  }

  private void call(ProgramFunction function) {
    long count = counts.merge(function, 1L, Long::sum);
    Called first = firsts.get(function);
    if (first == null) {
      firsts.put(function, function.call(machine));
    } else if (count * first.gasUsed() <= gasOfAllCalls) {
      Called next = function.call(machine);
      if (!next.equals(first)) {
        differences.add(function + ", call " + count + ": " + next);
      }
    }
  }
}
