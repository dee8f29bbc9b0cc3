package org.tallystick.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A flag of the JVM that changes the engine is refused before anything is served.
@Timeout(60)
final class EngineFlagTest {
  private static final String FLAG = "polyglot.js.v8-compat";

  @TempDir private Path folder;

  @Test
  void aDevelopmentChainDoesNotStartWithAnEngineThatFindsOtherBlocks() {
    System.setProperty(FLAG, "true");
    try {
      CommandLineRun run =
          CommandLineRun.of("dev", "--data", folder.resolve("chain").toString(), "--port", "0");

      assertEquals(
          "tally: the option js.v8-compat of the JavaScript engine is set to true, the protocol"
              + " leaves it as it is: start the JVM without -Dpolyglot.js.v8-compat",
          run.err().strip());
      assertEquals("", run.out());
      assertEquals(ExitCode.FAILED, run.exitCode());
    } finally {
      System.clearProperty(FLAG);
    }
  }
}
