package org.tallystick.machine;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.contract.Code;
import org.tallystick.gas.GasMeter;
import org.tallystick.json.Json;

/// Which contracts are loaded is the machine's own affair: no caller can tell.
class LoadingTest {
  /// Keeps about ten contracts.
  private static final ContractThreads FORGETFUL =
      new ContractThreads("forgetful", 1, () -> GraalMachine.open(ConsoleListener.NOBODY, 1_000));

  private static MachineForTests.Ended callForgetful(Code code) {
    return FORGETFUL.run(machine -> {
      GasMeter gas = new GasMeter(MachineForTests.GAS);
      return new MachineForTests.Ended(machine.callExport(code, "f", gas), gas.used());
    });
  }

  private static Code numbered(int number) {
    return MachineForTests.code(
        "export function f() { let sum = 0; for (let i = 0; i < 9; i++) sum += i; return sum + "
            + number
            + "; }");
  }

  @Test
  void aCallCostsTheSameAfterManyOtherContractsWereLoaded() {
    MachineForTests.Ended first = callForgetful(numbered(0));
    IntStream.range(1, 100).forEach(number -> callForgetful(numbered(number)));
    assertEquals(first, callForgetful(numbered(0)));
    assertEquals(first, MachineForTests.callExport(numbered(0), "f"));
  }

  @Test
  void twoThousandContractsAnswerOneAfterAnother() {
    long gasUsed = callForgetful(numbered(0)).gasUsed();
    for (int number = 0; number < 2_000; number++) {
      ExportResult returned = new ExportResult.Returned(Json.parse(Integer.toString(36 + number)));
      assertEquals(new MachineForTests.Ended(returned, gasUsed), callForgetful(numbered(number)));
    }
  }

  @Test
  void aStructOf250FieldsAndAHundredStateFieldsLoad() {
    String fields =
        IntStream.range(0, 250)
            .mapToObj(number -> "f" + number + ": uint256")
            .collect(joining(","));
    String state =
        IntStream.range(0, 100)
            .mapToObj(number -> "s" + number + ": uint256")
            .collect(joining(","));
    assertInstanceOf(
        Inspection.Contract.class,
        MachineForTests.inspect(
            "import { Contract, struct, uint256 } from 'tally'; export default class A extends"
                + " Contract { static state = { all: struct({ %s }), %s }; }"
                    .formatted(fields, state)));
  }

  @Test
  void anAbiOfFiveHundredErrorsLoads() {
    String errors =
        IntStream.range(0, 500)
            .mapToObj(number -> "error E" + number + "()")
            .collect(joining("\n"));
    assertInstanceOf(
        Inspection.Contract.class,
        MachineForTests.inspect(
            "import { Contract } from 'tally'; export default class A extends Contract { static abi"
                + " = `%s`; }".formatted(errors)));
  }

  @Test
  void moduleCodeDoesNoMoreThanLoadingItCosts() {
    String half = "x".repeat(1_000);
    assertEquals(
        List.of("test.mjs:1:1 module code does too much before the first call"),
        switch (MachineForTests.inspect(
            "const a = '"
                + half
                + "', b = a + a + a + a, c = b + b + b + b, d = c + c + c + c;"
                + " export const e = [d + d + d + d, d + d + d, d < d + 'y', [d + d] + d];")) {
          case Inspection.Refused refused ->
              refused.violations().stream().map(Violation::toString).toList();
          case Inspection.Contract _, Inspection.Module _ -> List.of();
        });
  }

  @Test
  void aContractCannotAddToItsEventsAndErrors() {
    MachineForTests.Deployed contract =
        new MachineForTests.Deployed(
            """
            import { Contract } from 'tally';
            export default class extends Contract {
              static abi = `
                function frozen() view returns (bool)
                event E()
                error F()
              `;
              frozen() { return Object.isFrozen(this.emit) && Object.isFrozen(this.errors); }
            }
            """);

    assertEquals(List.of(true), contract.read("frozen"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n", " ", ";", ";;", "// nothing", "/* nothing */", "import 'tally';"})
  void aSourceWithoutAnythingInItIsAModuleWithoutExports(String text) {
    assertEquals(new Inspection.Module(List.of()), MachineForTests.inspect(text));
  }

  @Test
  void codeForAVersionThatIsNotKnownIsRefusedByBothNumbers() {
    Code code = Code.of(2, "m.js", List.of(new Code.SourceFile("m.js", "export const a = 1;")));

    Inspection refused = MachineForTests.THREADS.run(machine -> machine.inspect(code));

    assertEquals(
        new Inspection.Refused(
            List.of(
                new Violation(
                    "m.js",
                    1,
                    1,
                    "is packed for version 2 of tally, this chain has version 1: build it with the"
                        + " tools of that version"))),
        refused);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ x: 'uint256' }        | 3:20 state.x must be a kind such as uint256, got string",
        "{ a: uint256, y: 256n } | 3:32 state.y must be a kind such as uint256, got bigint",
        "{ x: list('uint256') }  | 3:10 module code fails: TypeError: list item must be a kind such"
            + " as uint256, got string",
      })
  void aFieldThatHasNoKindIsToldByItsPlace(String state, String violation) {
    Inspection refused =
        MachineForTests.inspect(
            """
            import { Contract, uint256, list } from 'tally';
            export default class extends Contract {
              static state = %s;
            }
            """
                .formatted(state));

    assertEquals(
        List.of("test.mjs:" + violation),
        assertInstanceOf(Inspection.Refused.class, refused).violations().stream()
            .map(Violation::toString)
            .toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "import { a, other } from './b.mjs';     | 1:13 './b.mjs' exports no other",
        "import b from './b.mjs';                | 1:8 './b.mjs' exports no default",
        "import { a as c, d as e } from './b.mjs'; | 1:18 './b.mjs' exports no d",
        "export { a, d as e } from './b.mjs';    | 1:13 './b.mjs' exports no d",
      })
  void aNameThatAnotherFileDoesNotExportIsToldByItsPlace(String statement, String violation) {
    assertEquals(
        List.of("a.mjs:" + violation),
        refused(statement, "export const a = 1; export { c } from './c.mjs';"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import { a, c } from './b.mjs'; import * as b from './b.mjs';",
        "export { a, c as d } from './b.mjs'; export * from './b.mjs';",
      })
  void whatAnotherFileExportsOrHandsOnIsFound(String statement) {
    assertEquals(List.of(), refused(statement, "export const a = 1; export { c } from './c.mjs';"));
    assertEquals(List.of(), refused(statement, "export const a = 1; export * from './c.mjs';"));
  }

  private static List<String> refused(String entry, String other) {
    Code code =
        Code.of(
            1,
            "a.mjs",
            List.of(
                new Code.SourceFile("a.mjs", entry),
                new Code.SourceFile("b.mjs", other),
                new Code.SourceFile("c.mjs", "export const c = 1;")));
    return switch (MachineForTests.THREADS.run(machine -> machine.inspect(code))) {
      case Inspection.Refused refused ->
          refused.violations().stream().map(Violation::toString).toList();
      case Inspection.Contract _, Inspection.Module _ -> List.of();
    };
  }

  @Test
  void loadingDoesNotPayForABuiltInThatWalksFurtherUpTheStack() {
    var walking =
        new MachineForTests.Deployed(
            """
            import { Contract, uint256 } from 'tally';
            export default class Walking extends Contract {
              static abi = 'function f() returns (uint256)';
              static state = { n: uint256 };
              f() {
                const list = [new Array(20_000).fill(1), { toJSON: () => String(this.n) }];
                return BigInt(JSON.stringify(list).length);
              }
            }
            """);
    // Its module code calls functions that call others: as deep as the built-in stands.
    Code neverSeen =
        MachineForTests.code(
            """
            import { Contract, mapping, uint256 } from 'tally';
            export default class NeverSeen extends Contract {
              static state = { held: mapping(uint256, mapping(uint256, uint256)) };
            }
            """);
    List<Inspection> inspections = new ArrayList<>();
    walking.machines =
        machine -> {
          walking.onLoad = () -> inspections.add(((GraalMachine) machine).inspect(neverSeen));
          return machine;
        };

    walking.read("f");

    assertInstanceOf(Inspection.Contract.class, inspections.getFirst());
  }
}
