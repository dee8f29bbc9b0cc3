package org.tallystick.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.gas.GasMeter;

/// A flag of the JVM can set any option of the engine. None of them may change what a contract
/// sees.
class EngineOptionsTest {
  @ParameterizedTest
  @CsvSource({"v8-compat,true", "bigint,false", "string-lazy-substrings,false"})
  void anOptionThatTheProtocolLeavesAloneIsRefusedAtTheStart(String option, String value) {
    CompletionException refusal =
        assertThrows(
            CompletionException.class, () -> withFlag(option, value, "export const f = () => 1n;"));

    assertEquals(
        MachineFault.class.getName()
            + ": the machine does not start: "
            + MachineFault.class.getName()
            + ": the option js."
            + option
            + " of the JavaScript engine is set to "
            + value
            + ", the protocol leaves it as it is: start the JVM without -Dpolyglot.js."
            + option,
        String.valueOf(refusal.getCause()));
  }

  @Test
  void anOptionThatIsPinnedStaysWhatItIs() {
    String text = "export function f() { return typeof globalThis['ev' + 'al']; }";

    assertEquals("Returned[value=\"undefined\"]", withFlag("allow-eval", "true", text));
  }

  /// What a machine makes of a program that starts as if the JVM had the flag.
  private static String withFlag(String option, String value, String text) {
    String property = "polyglot.js." + option;
    System.setProperty(property, value);
    try (ContractThreads threads = new ContractThreads("flagged", 1)) {
      return threads.run(machine ->
          machine
              .callExport(MachineForTests.code(text), "f", new GasMeter(MachineForTests.GAS))
              .toString());
    } finally {
      System.clearProperty(property);
    }
  }
}
