package org.tallystick.machine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compiled code gives and costs to the last gas what interpreted code does. One node compiles what
/// another interprets, and both must find the same block.
///
/// The engine compiles only in a JVM that was started for it; [ManyCalls] runs there.
class CompiledGasTest {
  /// A function is compiled at this call, and called a few times more.
  private static final int COMPILED_AT_CALL = 30;

  private static final int CALLS = COMPILED_AT_CALL + 4;

  /// Functions of the programs that are compiled, at the least; some are used once and stay as they
  /// are.
  private static final int COMPILED_MIN = 100;

  @TempDir private Path folder;

  @Test
  void compiledCodeCostsAndGivesWhatInterpretedCodeDoes() throws Exception {
    Path compilations = folder.resolve("compilations");
    Path calls = folder.resolve("calls");
    Path errors = folder.resolve("errors");
    Process compiled =
        new ProcessBuilder(commandLine(compilations))
            .redirectOutput(calls.toFile())
            .redirectError(errors.toFile())
            .start();
    String interpreted = interpreted();

    int exitCode = compiled.waitFor();
    assertEquals(0, exitCode, () -> read(errors));
    assertEquals("compiles\n" + interpreted, read(calls));
    long functions = read(compilations).lines().filter(CompiledGasTest::isOfProgram).count();
    assertTrue(functions >= COMPILED_MIN, "only " + functions + " functions were compiled");
  }

  private static List<String> commandLine(Path compilations) {
    Path runtime = Path.of(System.getProperty("tallystick.root"), "runtime");
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-XX:+UnlockExperimentalVMOptions", "-XX:+EnableJVMCI"));
    words.addAll(List.of("--upgrade-module-path", runtime.resolve("target/jit").toString()));
    words.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx1g", "-XX:+UseSerialGC"));
    words.add("--sun-misc-unsafe-memory-access=allow");
    // The compiler itself is cold here: what compiles it at once is what pays.
    words.add("-XX:TieredStopAtLevel=1");
    // At a fixed call and before the next, so that every run of this test compiles the same.
    words.add("-Dpolyglot.engine.BackgroundCompilation=false");
    words.add("-Dpolyglot.engine.MultiTier=false");
    words.add("-Dpolyglot.engine.SingleTierCompilationThreshold=" + COMPILED_AT_CALL);
    // Less is inlined, and what is inlined anyway is not compiled alone: a third of the time.
    words.add("-Dpolyglot.compiler.InliningExpansionBudget=1000");
    words.add("-Dpolyglot.compiler.InliningInliningBudget=1000");
    words.add("-Dpolyglot.engine.CompileOnly=~prototype.,~Promise,~TRegex");
    words.add("-Dpolyglot.engine.TraceCompilation=true");
    words.add("-Dpolyglot.log.file=" + compilations);
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    words.addAll(List.of(ManyCalls.class.getName(), Integer.toString(CALLS)));
    return words;
  }

  private static String interpreted() {
    return MachineForTests.THREADS.run(machine -> {
      assertFalse(machine.compiles(), "the tests themselves run interpreted");
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ManyCalls.callAll(machine, 1, new PrintStream(bytes, false, UTF_8));
      return bytes.toString(UTF_8);
    });
  }

  private static boolean isOfProgram(String line) {
    return line.contains("opt done") && line.contains("Src test.mjs");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
