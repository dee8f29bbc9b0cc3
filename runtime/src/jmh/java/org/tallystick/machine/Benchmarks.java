package org.tallystick.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/// The one command of the benchmarks: what it measures, in both modes, is printed as the tables of
/// docs/BENCHMARKS.md.
public final class Benchmarks {
  private static final String USAGE =
      """
      tables               every table below, one after the other
      transfer             a warm transfer of the sample token
      loading              first calls of new contracts, alone and 2,000 in a block
      meter                programs with and without the meter
      prices               every row of the price list, operators and statements: ns a gas
      search SECONDS SEED  looks for programs that cost much time for little gas
      """;

  private Benchmarks() {}

  public static void main(String[] arguments) throws Exception {
    switch (arguments.length == 0 ? "" : arguments[0]) {
      case "tables" -> {
        System.out.println(Surroundings.describe());
        measure("transfer");
        measure("loading");
        measure("meter");
        inBothModes(PriceTable.class, List.of());
      }
      case "transfer", "loading" -> measure(arguments[0]);
      case "meter" -> JmhTables.meter(Arrays.asList(arguments).subList(1, arguments.length));
      case "prices" -> inBothModes(PriceTable.class, List.of());
      case "search" ->
          inBothModes(Search.class, Arrays.asList(arguments).subList(1, arguments.length));
      default -> System.out.print(USAGE);
    }
  }

  private static void measure(String table) throws RunnerException {
    switch (table) {
      case "transfer" -> JmhTables.transfer();
      case "loading" -> JmhTables.loading();
      default -> JmhTables.meter(List.of());
    }
  }

  /// Runs a class of its own in a JVM of each mode.
  private static void inBothModes(Class<?> main, List<String> arguments)
      throws IOException, InterruptedException {
    for (Mode mode : Mode.values()) {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(mode.jvmArguments());
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
      command.add(mode.name());
      command.addAll(arguments);
      int exitCode = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (exitCode != 0) {
        throw new IllegalStateException(main.getSimpleName() + " ended with " + exitCode);
      }
    }
  }
}
