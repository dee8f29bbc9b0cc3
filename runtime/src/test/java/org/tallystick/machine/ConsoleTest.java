package org.tallystick.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.gas.GasMeter;
import org.tallystick.gas.HaltReason;

/// What contracts write to `console` reaches the listener, and nobody else.
class ConsoleTest {
  private static final List<ConsoleLine> LINES = MachineForTests.CONSOLE;
  private static final ContractThreads SILENT = new ContractThreads("silent", 1);

  @BeforeEach
  void forget() {
    LINES.clear();
  }

  @AfterAll
  static void close() {
    SILENT.close();
  }

  private static MachineForTests.Ended run(ContractThreads threads, String body) {
    return threads.run(machine -> {
      GasMeter gas = new GasMeter(MachineForTests.GAS);
      String text = "import * as t from 'tally';\nexport function f() { " + body + " }";
      ExportResult result = machine.callExport(MachineForTests.code(text), "f", gas);
      return new MachineForTests.Ended(result, gas.used());
    });
  }

  private static String written(String body) {
    MachineForTests.Ended ended = run(MachineForTests.THREADS, body);
    assertInstanceOf(ExportResult.Returned.class, ended.result(), ended::toString);
    assertEquals(1, LINES.size(), LINES::toString);
    return LINES.getFirst().text();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      textBlock =
          """
          'a', 'b c'                                | a b c
          5n, -1n, 1, 0.5, true, null, undefined    | 5n -1n 1 0.5 true null undefined
          2n ** 2000n                               | a number of 2001 bitsn
          t.ZERO_ADDRESS                            | 0x0000000000000000000000000000000000000000
          new Uint8Array([1, 255])                  | 0x01ff
          new Uint8Array(40).fill(17)               | 0x1111111111111111111111111111111111111111111111111111111111111111… (40 bytes)
          new Uint16Array(3)                        | Uint16Array of 3
          [1n, 'a', [2], { b: 1 }, , new Map()]     | [1n, 'a', […], {…}, undefined, {…}]
          { a: 1n, b: 'x', c: { d: 1 }, e() {} }    | { a: 1n, b: 'x', c: {…}, e: function }
          {}                                        | { }
          []                                        | []
          new Map([[1, 2]]), new Set([1, 2, 3])     | Map of 1 Set of 3
          new TypeError('no'), new Error()          | TypeError: no Error
          Symbol('s'), () => 1, class A {}          | Symbol(s) function function
          Object('text'), Object(1n)                | text { }
          'a\\nb\\u001b[31m\\u2028'                 | a\\nb\\u001b[31m\\u2028
          """)
  void valuesAreShownInOneLine(String arguments, String line) {
    assertEquals(line, written("console.log(" + arguments + ")"));
  }

  @Test
  void aCallWithoutArgumentsIsAnEmptyLine() {
    assertEquals("", written("console.log()"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"log", "info", "warn", "error", "debug"})
  void everyNameWrites(String name) {
    assertEquals("here", written("console." + name + "('here')"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ get a() { throw new Error('ran'); } }",
        "{ toJSON() { throw new Error('ran'); }, toString() { throw new Error('ran'); } }",
        "[{ valueOf() { throw new Error('ran'); } }]",
        "Object.defineProperty([], 0, { get() { throw new Error('ran'); } })",
        "Object.defineProperty(new Error(), 'message', { get() { throw new Error('ran'); } })",
        "{ [Symbol.toPrimitive]() { throw new Error('ran'); } }",
      })
  void noCodeOfTheContractRuns(String value) {
    written("console.log(" + value + ")");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'a'.repeat(2000)",
        "...new Array(2000).fill('')",
        "new Array(2 ** 32 - 1)",
        "Object.fromEntries(new Array(40).fill('a'.repeat(40)).map((text, at) => [text + at,"
            + " text]))",
        "(function () { return arguments; })(...new Array(900).fill(1))",
        "Object('a'.repeat(2000))",
        "'\\u0001'.repeat(2000)",
      })
  void aLineIsCut(String value) {
    String line = written("console.log(" + value + ")");
    assertEquals(ConsoleText.CHARACTERS_MAX + 1, line.length());
    assertTrue(line.endsWith("…"), line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "const o = {}; for (let i = 0; i < 60; i++) o['p' + i] = i; console.log(o);",
        "const o = {}; for (let i = 0; i < 3060; i++) o['p' + i] = i;"
            + " for (let i = 60; i < 3060; i++) delete o['p' + i]; console.log(o);",
      })
  void anObjectWithManyPropertiesIsOnlyCounted(String body) {
    assertEquals("an object with 60 properties", written(body));
  }

  @ParameterizedTest
  @ValueSource(strings = {"''", "'some words'", "[1, 2, 3]", "'a'.repeat(100_000)", "{ a: 1 }"})
  void gasIsTheSameWhoeverListens(String value) {
    String body = "console.log(" + value + ")";
    assertEquals(run(SILENT, body).gasUsed(), run(MachineForTests.THREADS, body).gasUsed(), value);
    assertEquals(1, LINES.size());
  }

  @Test
  void aCallCostsAFlatPriceAndOneForACharacter() {
    long empty = run(MachineForTests.THREADS, "console.log('')").gasUsed();
    assertEquals(empty + 10, run(MachineForTests.THREADS, "console.log('0123456789')").gasUsed());
    long none = run(MachineForTests.THREADS, "console.log").gasUsed();
    assertTrue(empty >= none + 100, empty + " after " + none);
  }

  @Test
  void aLineThatCannotBePaidIsNotWritten() {
    ExportResult result =
        MachineForTests.THREADS.run(machine ->
            machine.callExport(
                MachineForTests.code("export function f() { console.log('a'.repeat(900)); }"),
                "f",
                new GasMeter(900)));
    assertEquals(
        HaltReason.OUT_OF_GAS, assertInstanceOf(ExportResult.Halted.class, result).reason());
    assertEquals(List.of(), LINES);
  }

  @Test
  void theContractSeesNothingOfIt() {
    assertEquals(
        "Returned[value=[true,true,[]]]",
        run(
                MachineForTests.THREADS,
                "return [console.log('a') === undefined, Object.isFrozen(console),"
                    + " Object.keys(console).filter((name) => !Object.isFrozen(console[name]))]")
            .result()
            .toString());
  }

  @Test
  void aListenerThatThrowsChangesNothing() {
    try (ContractThreads broken =
        new ContractThreads(
            "broken-listener",
            1,
            _ -> {
              throw new IllegalStateException("the screen is gone");
            })) {
      String body = "console.log('a'); return 1";
      assertEquals(run(SILENT, body), run(broken, body));
    }
  }

  @Test
  void aLineNamesTheContractThatWroteIt() {
    String text =
        """
        import { Contract } from 'tally';
        export default class extends Contract {
          static abi = `function f()`;
          f() { console.log('in f'); }
        }
        """;
    new MachineForTests.Deployed(text).call("f");
    assertEquals(List.of(new ConsoleLine(Optional.of(MachineForTests.CONTRACT), "in f")), LINES);
  }

  @Test
  void whatATransactionWritesBeyondABoundIsCountedAndNotShown() {
    String text =
        """
        import { Contract } from 'tally';
        export default class extends Contract {
          static abi = 'function f(uint256 lines)';
          f(lines) { for (let i = 0n; i < lines; i++) console.log('a'.repeat(940)); }
        }
        """;
    var contract = new MachineForTests.Deployed(text);

    contract.call("f", BigInteger.valueOf(100));
    assertEquals(100, LINES.size());

    LINES.clear();
    contract.call("f", BigInteger.valueOf(1_000));
    assertEquals(101, LINES.size());
    assertEquals(
        new ConsoleLine(
            Optional.empty(),
            "900 more lines of this transaction are not shown: it wrote more than 100000"
                + " characters"),
        LINES.getLast());

    LINES.clear();
    contract.call("f", BigInteger.ONE);
    assertEquals(1, LINES.size());
  }

  @Test
  void linesWithoutTextAreBoundedToo() {
    run(MachineForTests.THREADS, "for (let i = 0; i < 10_000; i++) console.log()");

    assertEquals(1_667, LINES.size());
  }

  @Test
  void whatIsNotShownCostsTheSame() {
    String body = "for (let i = 0; i < %d; i++) console.log('a'.repeat(940))";
    long hundred = run(MachineForTests.THREADS, body.formatted(100)).gasUsed();
    long twoHundred = run(MachineForTests.THREADS, body.formatted(200)).gasUsed();
    long threeHundred = run(MachineForTests.THREADS, body.formatted(300)).gasUsed();

    assertEquals(twoHundred - hundred, threeHundred - twoHundred);
  }
}
