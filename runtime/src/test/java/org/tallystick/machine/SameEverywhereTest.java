package org.tallystick.machine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.machine.ManyCalls.Order;
import org.tallystick.machine.ManyCalls.Plan;

/// Gas and results are the same, to the last byte, wherever a node runs and whatever its machine
/// did before. Each row is a JVM with other settings; every setting is in one of them, not every
/// combination. [CompiledGasTest] is one more, where compiling happens at a known call.
class SameEverywhereTest {
  private static final long FEW_GAS = 1_000_000;

  /// Of most functions; more where there is a night for it.
  private static final int CALLS = Integer.getInteger("tallystick.calls", 2_000);

  /// Enough for the engine to compile what is called or turns; more where there is a night for it.
  private static final int COMPILED_CALLS = Integer.getInteger("tallystick.compiledCalls", 600);

  private static final long COMPILED_GAS = 5_000L * COMPILED_CALLS;

  @TempDir private static Path folder;

  private static Map<String, OtherJvm> jvms = Map.of();
  private static String here = "";

  /// One JVM.
  ///
  /// @param plan what is called how often; [ManyCalls] says what becomes of dear functions
  /// @param settings what the JVM says of itself
  record Row(String name, Plan plan, String settings, List<String> flags) {
    OtherJvm start() {
      return OtherJvm.start(folder, flags, plan.arguments());
    }
  }

  static Stream<Row> rows() {
    return Stream.of(
        new Row(
            "small, Turkish, shuffled by seed 1",
            new Plan(3, FEW_GAS, Order.SHUFFLED, 1),
            "interprets Serial heap 1024 MiB stack 1024 KiB tr_TR Asia/Kolkata",
            small("-XX:+UseSerialGC")),
        new Row(
            "big, interleaved",
            new Plan(3, FEW_GAS, Order.INTERLEAVED, 0),
            "interprets G1 heap 4096 MiB stack 8192 KiB en_US UTC",
            List.of(
                "-XX:+UseG1GC",
                "-Xmx4g",
                "-Xss8m",
                "-Duser.language=en",
                "-Duser.country=US",
                "-Duser.timezone=UTC")),
        // What costs 1,000 gas or less, most functions, is called so often.
        new Row(
            CALLS + " calls",
            new Plan(CALLS, 1_000L * CALLS, Order.IN_TURN, 0),
            "interprets Serial heap 1024 MiB stack 1024 KiB tr_TR Asia/Kolkata",
            small("-XX:+UseSerialGC")),
        // By the engine's own thresholds, while other code runs.
        new Row(
            "compiled",
            new Plan(COMPILED_CALLS, COMPILED_GAS, Order.IN_TURN, 0),
            "compiles G1 heap 1024 MiB stack 1024 KiB tr_TR Asia/Kolkata",
            Stream.concat(OtherJvm.COMPILES.stream(), small("-XX:+UseG1GC").stream()).toList()));
  }

  private static List<String> small(String collector) {
    return List.of(
        collector,
        "-Xmx1g",
        "-Xss1m",
        "-Duser.language=tr",
        "-Duser.country=TR",
        "-Duser.timezone=Asia/Kolkata");
  }

  @BeforeAll
  static void startAll() {
    jvms = rows().collect(Collectors.toMap(Row::name, Row::start));
    here =
        MachineForTests.THREADS.run(machine -> {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          ManyCalls.callAll(
              machine,
              ProgramFunction.all(machine),
              Plan.ONCE,
              new PrintStream(bytes, false, UTF_8));
          return bytes.toString(UTF_8);
        });
  }

  @AfterAll
  static void endAll() {
    jvms.values().forEach(OtherJvm::close);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void gasAndResultsAreThoseOfThisJvm(Row row) throws InterruptedException {
    String[] settingsAndCalls =
        Objects.requireNonNull(jvms.get(row.name())).output().split("\n", 2);

    assertEquals(row.settings(), settingsAndCalls[0]);
    assertEquals(here, settingsAndCalls[1], row::toString);
  }

  @Test
  void theProgramsMeetEveryBound() {
    List<String> lines = here.lines().toList();
    assertTrue(lines.size() > 250, "only " + lines.size() + " functions");
    for (String end :
        List.of("DEPTH_LIMIT", "MEMORY_LIMIT", "OUT_OF_GAS", "RangeError", "TypeError")) {
      assertTrue(lines.stream().anyMatch(line -> line.contains(end)), end);
    }
  }
}
