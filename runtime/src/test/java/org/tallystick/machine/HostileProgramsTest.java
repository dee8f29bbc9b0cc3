package org.tallystick.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.contract.Code;

/// Programs that try to run for ever, to fill the memory or the stack, or to catch what stops them.
/// `hostile.mjs` holds them, one function each.
class HostileProgramsTest {
  private static final Code HOSTILE = MachineForTests.code(MachineForTests.resource("hostile.mjs"));

  /// The few that may end by themselves, with an error or cheaply.
  private static final List<String> MAY_END =
      List.of(
          "regex",
          "bigpow",
          "bigmul",
          "bigshift",
          "concat",
          "bind",
          "json",
          "jsonparse",
          "nested",
          "proto",
          "flatrec",
          "tagged",
          "bigparse",
          "split",
          "normalize",
          "ctor",
          "ctor2");

  static Stream<String> programs() {
    return switch (MachineForTests.THREADS.run(machine -> machine.inspect(HOSTILE))) {
      case Inspection.Module(List<String> exports) -> exports.stream();
      case Inspection.Contract contract -> throw new AssertionError(contract);
      case Inspection.Refused refused -> throw new AssertionError(refused);
    };
  }

  @ParameterizedTest
  @MethodSource("programs")
  void endsWithinItsGasAndTheNextCallWorks(String name) {
    MachineForTests.Ended ended = MachineForTests.callExport(HOSTILE, name);
    assertTrue(ended.gasUsed() <= MachineForTests.GAS);
    if (!MAY_END.contains(name)) {
      assertInstanceOf(ExportResult.Halted.class, ended.result(), name);
    }
    MachineForTests.Ended next =
        MachineForTests.callExport(MachineForTests.code("export const f = () => 1n;"), "f");
    assertEquals("Returned[value=\"1\"]", next.result().toString());
  }

  @Test
  void outOfGasRunsNoHandlerOfTheProgram() {
    Code code =
        MachineForTests.code(
            """
            export function f() {
              try { for (;;) {} } catch { return 'caught'; } finally { return 'finally'; }
            }
            """);
    assertInstanceOf(
        ExportResult.Halted.class, MachineForTests.callExport(code, "f", 100_000).result());
  }
}
