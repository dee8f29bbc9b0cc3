package org.tallystick.machine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compiled code gives and costs to the last gas what interpreted code does. One node compiles what
/// another interprets, and both must find the same block.
class CompiledGasTest {
  /// A function is compiled at this call, and called a few times more.
  private static final int COMPILED_AT_CALL = 30;

  private static final ManyCalls.Plan CALLS =
      new ManyCalls.Plan(COMPILED_AT_CALL + 4, Long.MAX_VALUE, ManyCalls.Order.IN_TURN, 0);

  /// Functions of the programs that are compiled, at the least; some are used once and stay as they
  /// are.
  private static final int COMPILED_MIN = 100;

  @TempDir private Path folder;

  @Test
  void compiledCodeCostsAndGivesWhatInterpretedCodeDoes() throws InterruptedException {
    Path compilations = folder.resolve("compilations");
    List<String> arguments = new ArrayList<>(CALLS.arguments());
    arguments.add("ordinary");
    try (OtherJvm compiled = OtherJvm.start(folder, flags(compilations), arguments)) {
      String interpreted = interpreted();

      String[] settingsAndCalls = compiled.output().split("\n", 2);

      assertTrue(settingsAndCalls[0].startsWith("compiles Serial "), settingsAndCalls[0]);
      assertEquals(interpreted, settingsAndCalls[1]);
    }
    long functions =
        OtherJvm.read(compilations).lines().filter(CompiledGasTest::isOfProgram).count();
    assertTrue(functions >= COMPILED_MIN, "only " + functions + " functions were compiled");
  }

  private static List<String> flags(Path compilations) {
    List<String> flags = new ArrayList<>(OtherJvm.COMPILES);
    flags.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC"));
    // At a fixed call and before the next, so that every run of this test compiles the same.
    flags.add("-Dpolyglot.engine.BackgroundCompilation=false");
    flags.add("-Dpolyglot.engine.MultiTier=false");
    flags.add("-Dpolyglot.engine.SingleTierCompilationThreshold=" + COMPILED_AT_CALL);
    // Less is inlined, and what is inlined anyway is not compiled alone: a third of the time.
    flags.add("-Dpolyglot.compiler.InliningExpansionBudget=1000");
    flags.add("-Dpolyglot.compiler.InliningInliningBudget=1000");
    flags.add("-Dpolyglot.engine.CompileOnly=~prototype.,~Promise,~TRegex");
    flags.add("-Dpolyglot.engine.TraceCompilation=true");
    flags.add("-Dpolyglot.log.file=" + compilations);
    return flags;
  }

  private static String interpreted() {
    return MachineForTests.THREADS.run(machine -> {
      assertFalse(machine.compiles(), "the tests themselves run interpreted");
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ManyCalls.callAll(
          machine,
          ProgramFunction.ordinary(machine),
          ManyCalls.Plan.ONCE,
          new PrintStream(bytes, false, UTF_8));
      return bytes.toString(UTF_8);
    });
  }

  private static boolean isOfProgram(String line) {
    return line.contains("opt done") && line.contains("Src test.mjs");
  }
}
