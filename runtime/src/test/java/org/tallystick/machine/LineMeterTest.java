package org.tallystick.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.contract.Code;
import org.tallystick.gas.GasMeter;

/// A machine that tells lines apart charges what any other does, and all that it charges has its
/// line.
class LineMeterTest {
  private static final ContractThreads THREADS = ContractThreads.withLines("lines-test", 1);

  /// The example that is counted by hand in docs/GAS.md.
  private static final String BY_HAND =
      """
      export function total() {
        let text = '';
        for (let i = 0; i < 2; i++) text += 'ab'.repeat(20);
        return text.length;
      }
      """;

  @AfterAll
  static void close() {
    THREADS.close();
  }

  static Stream<String> programs() {
    return GoldenGas.programs();
  }

  private record Measured(LineMeter.FrameGas told, GasMeter gas, ExportResult result) {
    long byLine() {
      return told.byLine().values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private static Measured measure(Code code, String function, long gasLimit) {
    return THREADS.run(machine -> {
      GasMeter gas = new GasMeter(gasLimit);
      LineMeter lines = machine.lines().orElseThrow();
      lines.begin();
      lines.enterFrame(gas);
      ExportResult result = machine.callExport(code, function, gas);
      return new Measured(lines.leaveFrame(), gas, result);
    });
  }

  @Test
  void theExampleThatIsCountedByHandIsToldByLine() {
    Measured measured = measure(MachineForTests.code(BY_HAND), "total", MachineForTests.GAS);

    Map<String, Long> byPlace = new LinkedHashMap<>();
    measured
        .told
        .byLine()
        .forEach((line, gas) -> byPlace.put(line.line() + ":" + line.column(), gas));
    assertEquals(
        Map.of(
            "1:8",
            25L,
            "2:3",
            15L,
            "3:8",
            15L,
            "3:19",
            75L,
            "3:31",
            2 * (50L + 60 + 10) + 3 + 7,
            "3:26",
            40L,
            "4:3",
            15L),
        byPlace);
    assertEquals(5, measured.told.outside());
    assertEquals(440, measured.gas.used());
    SourceLine first = measured.told.byLine().keySet().iterator().next();
    assertEquals(new SourceLine("test.mjs", 1, 8, "export function total() {"), first);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void everyFunctionCostsWhatIsWrittenDownAndAllOfItHasALine(String name) {
    GoldenGas program = GoldenGas.of(name);
    List<String> functions = THREADS.run(program::functions);
    for (String function : functions) {
      Measured measured = measure(program.code(), function, MachineForTests.GAS);

      String gas = Long.toString(measured.gas.used());
      assertEquals(
          program.gas().get(function),
          measured.result instanceof ExportResult.Halted halted ? gas + " " + halted.reason() : gas,
          name + "." + function);
      assertAllIsTold(measured, name + "." + function);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void randomProgramsCostTheSameWithLines(long seed) {
    Code code = MachineForTests.code(RandomContract.module(new Random(seed), 4));
    int halted = 0;
    for (String function : IntStream.range(0, 4).mapToObj(at -> "f" + at).toList()) {
      for (long limit : new long[] {100, 1_000, 5_000, 300_000}) {
        Measured measured = measure(code, function, limit);
        MachineForTests.Ended plain = MachineForTests.callExport(code, function, limit);

        String where = "seed " + seed + " " + function + " with " + limit;
        assertEquals(plain.gasUsed(), measured.gas.used(), where);
        assertEquals(plain.result(), measured.result, where);
        assertAllIsTold(measured, where);
        halted += measured.result instanceof ExportResult.Halted ? 1 : 0;
      }
    }
    assertTrue(halted > 0, "seed " + seed + ": no run out of gas");
  }

  @Test
  void whatAHaltTakesIsNoLines() {
    Code code = MachineForTests.code("export function loop() {\n  for (;;) {}\n}\n");

    Measured measured = measure(code, "loop", 1_004);

    assertTrue(measured.result instanceof ExportResult.Halted);
    assertEquals(1_004, measured.gas.used());
    assertEquals(4, measured.told.forfeited());
    assertEquals(1_000, measured.byLine());
  }

  private static void assertAllIsTold(Measured measured, String where) {
    LineMeter.FrameGas told = measured.told;
    assertEquals(measured.gas.used(), measured.byLine() + told.outside() + told.forfeited(), where);
    assertTrue(told.outside() >= 0 && told.forfeited() >= 0, where);
    assertTrue(told.byLine().values().stream().allMatch(gas -> gas > 0), where);
  }
}
