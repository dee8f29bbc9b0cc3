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
/// each function that the program exports.
///
/// @param code the program
/// @param gas by function, in the order of the file; empty where nothing is written down yet
record GoldenGas(String name, Code code, Map<String, Long> gas) {
  private static final String SOURCE = ".mjs";

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
      Code code = MachineForTests.code(Files.readString(folder().resolve(name + SOURCE)));
      Path written = folder().resolve(name + ".gas");
      Map<String, Long> gas = new LinkedHashMap<>();
      for (String line : Files.exists(written) ? Files.readAllLines(written) : List.<String>of()) {
        int space = line.indexOf(' ');
        gas.put(line.substring(0, space), Long.parseLong(line.substring(space + 1)));
      }
      return new GoldenGas(name, code, gas);
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

  /// The gas of one call that returns.
  long measure(GraalMachine machine, String function) {
    GasMeter meter = new GasMeter(MachineForTests.GAS);
    ExportResult result = machine.callExport(code, function, meter);
    if (!(result instanceof ExportResult.Returned)) {
      throw new AssertionError(name + "." + function + " ended with " + result);
    }
    return meter.used();
  }

  /// The lines of a `.gas` file.
  static String lines(Map<String, Long> gas) {
    return gas.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue() + "\n")
        .collect(Collectors.joining());
  }
}
