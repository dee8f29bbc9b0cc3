package org.tallystick.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The exact gas of programs, which no change of the machine or of its engine may move unnoticed: a
/// node that counts differently leaves the chain.
///
/// Where a price was changed on purpose, `-Dtest=GoldenGasTest -Dgolden.write=true` writes all the
/// files anew, for their differences to be read before they are committed; it fails for each that
/// changed.
class GoldenGasTest {
  private static final ContractThreads OTHER = new ContractThreads("golden-other-order", 1);

  static Stream<String> programs() {
    return GoldenGas.programs();
  }

  @AfterAll
  static void close() {
    OTHER.close();
  }

  @Test
  void thereAreProgramsForTheWholeLanguage() {
    assertTrue(programs().count() >= 80);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void everyFunctionCostsWhatIsWrittenDown(String name) {
    GoldenGas program = GoldenGas.of(name);
    Map<String, String> measured =
        MachineForTests.THREADS.run(machine -> {
          Map<String, String> gas = new LinkedHashMap<>();
          program
              .functions(machine)
              .forEach(function -> gas.put(function, program.measure(machine, function)));
          return gas;
        });

    if (Boolean.getBoolean("golden.write")) {
      GoldenGas.write(name, measured);
    }
    assertEquals(
        GoldenGas.lines(program.gas()),
        GoldenGas.lines(measured),
        "src/test/resources/gas/" + name + ".gas");
  }

  @ParameterizedTest
  @MethodSource("programs")
  void theThirdCallCostsWhatTheFirstDidInTheOtherOrder(String name) {
    GoldenGas program = GoldenGas.of(name);
    OTHER.run(machine -> {
      for (String function : List.copyOf(program.functions(machine)).reversed()) {
        for (int call = 1; call <= 3; call++) {
          assertEquals(
              program.gas().get(function),
              program.measure(machine, function),
              name + "." + function + ", call " + call);
        }
      }
      return name;
    });
  }
}
