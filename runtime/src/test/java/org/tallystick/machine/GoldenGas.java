package org.tallystick.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tallystick.contract.Code;
import org.tallystick.gas.GasMeter;

/// A program whose gas is written down: `x.mjs` beside `x.gas`, which has a line `function gas` for
/// each function that the program exports; `function gas REASON` for one that a bound halts.
///
/// @param code the program
/// @param gas by function, in the order of the file; empty where nothing is written down yet
record GoldenGas(String name, Code code, Map<String, String> gas) {
  private static final String SOURCE = ".mjs";
  private static final String GAS = ".gas";

  /// Every program there is, by name.
  static Stream<String> programs() {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(SOURCE))
          .map(file -> file.substring(0, file.length() - SOURCE.length()))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static GoldenGas of(String name) {
    try {
      Code code = MachineForTests.code(text(name));
      Path written = folder().resolve(name + GAS);
      Map<String, String> gas = new LinkedHashMap<>();
      for (String line : Files.exists(written) ? Files.readAllLines(written) : List.<String>of()) {
        int space = line.indexOf(' ');
        gas.put(line.substring(0, space), line.substring(space + 1));
      }
      return new GoldenGas(name, code, gas);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(String name) {
    try {
      return Files.readString(folder().resolve(name + SOURCE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder() {
    try {
      return Path.of(Objects.requireNonNull(GoldenGas.class.getResource("/gas")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The functions that the program exports, in the order of the file.
  List<String> functions(GraalMachine machine) {
    return switch (machine.inspect(code)) {
      case Inspection.Module(List<String> exports) -> exports;
      case Inspection.Contract contract -> throw new AssertionError(name + ": " + contract);
      case Inspection.Refused refused -> throw new AssertionError(name + ": " + refused);
    };
  }

  /// The gas of one call that returns, or that halts and why.
  String measure(GraalMachine machine, String function) {
    GasMeter meter = new GasMeter(MachineForTests.GAS);
    return switch (machine.callExport(code, function, meter)) {
      case ExportResult.Returned _ -> Long.toString(meter.used());
      case ExportResult.Halted halted -> meter.used() + " " + halted.reason();
      case ExportResult.Threw threw ->
          throw new AssertionError(name + "." + function + ": " + threw);
    };
  }

  /// Writes down what was measured.
  static void write(String name, Map<String, String> gas) {
    try {
      Path resources = Path.of(System.getProperty("tallystick.root"), "runtime/src/test/resources");
      Files.writeString(resources.resolve("gas").resolve(name + GAS), lines(gas));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The lines of a `.gas` file.
  static String lines(Map<String, String> gas) {
    return gas.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue() + "\n")
        .collect(Collectors.joining());
  }
}
