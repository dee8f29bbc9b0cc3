package org.tallystick.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.json.Json;
import org.tallystick.json.JsonNull;
import org.tallystick.json.JsonObject;

/// `tally run` by what it prints.
final class RunCommandTest {
  private static final String COUNTER =
      """
      import { Contract, uint256 } from 'tally';
      export default class Counter extends Contract {
        static abi = `
          function main() returns (uint256)
          function countAndRunOutOfGas()
          function countAndThrow()
          function count() view returns (uint256)
        `;
        static state = { n: uint256 };
        main() { this.n += 1n; return this.n; }
        countAndRunOutOfGas() { this.n += 5n; for (;;) {} }
        countAndThrow() { this.n += 5n; throw new Error('no more'); }
        count() { return this.n; }
      }
      """;

  @TempDir private Path folder;

  @Test
  void aContractKeepsWhatSucceededAndForgetsWhatFailed() throws IOException {
    CommandLineRun run =
        run(COUNTER, "main", "countAndRunOutOfGas", "countAndThrow", "main", "count");

    assertEquals(0, run.exitCode(), run.err());
    List<JsonObject> reports = reports(run);
    assertEquals(
        List.of("success", "halt", "revert", "success", "success"), texts(reports, "outcome"));
    assertEquals(List.of("1", "", "", "2", "2"), texts(reports, "result"));
    assertEquals("OutOfGas", text(reports.get(1), "error"));
    assertTrue(text(reports.get(2), "error").contains("no more"), run.out());
  }

  @Test
  void aHaltSpendsExactlyTheGasThatWasGiven() throws IOException {
    CommandLineRun run =
        CommandLineRun.of(
            "run",
            file("loop.mjs", "export function main() { for (;;) {} }\n"),
            "--gas",
            "54321",
            "--json");

    assertEquals(Json.of(54_321), reports(run).getFirst().get("gas").orElseThrow());
  }

  @Test
  void aPlainModulesFunctionsAreCalledAndGivePlainData() throws IOException {
    CommandLineRun run =
        run("export function main() { return { big: 2n ** 70n, list: [1, undefined] }; }\n");

    assertEquals(
        Json.parse("{\"big\":\"1180591620717411303424\",\"list\":[1,null]}"),
        reports(run).getFirst().get("result").orElseThrow());
  }

  @Test
  void aFileThatFailsTheCheckIsRefusedWithThePlaceAndForNoGas() throws IOException {
    String file = file("clock.mjs", "export function main() {\n  return Date.now();\n}\n");
    CommandLineRun run = CommandLineRun.of("run", file, "--json");

    assertEquals(0, run.exitCode());
    JsonObject report = reports(run).getFirst();
    assertEquals("refused", text(report, "outcome"));
    assertEquals(Json.of(0), report.get("gas").orElseThrow());
    assertTrue(text(report, "error").startsWith(file + ":2:"), run.out());
  }

  @Test
  void whatAFileImportsIsRunWithIt() throws IOException {
    file("scale.mjs", "export const SCALE = 3n;\n");
    CommandLineRun run =
        run("import { SCALE } from './scale.mjs';\nexport const main = () => 2n * SCALE;\n");

    assertEquals(List.of("6"), texts(reports(run), "result"));
  }

  @Test
  void aContractThatExtendsTheLibrarysIsDeployed() throws IOException {
    CommandLineRun run =
        run(
            """
            import { msg } from 'tally';
            import { ERC20 } from 'tally/token';
            export default class Free extends ERC20 {
              static abi = 'function main() returns (uint256)';
              init() { super.init('Free', 'FREE'); }
              main() { this._mint(msg.sender, 5n); return this.totalSupply; }
            }
            """,
            "main",
            "totalSupply");

    assertEquals(List.of("5", "5"), texts(reports(run), "result"));
  }

  @Test
  void anImportThatIsNotThereIsRefusedAtItsPlace() throws IOException {
    CommandLineRun run =
        run("\nimport { x } from './nowhere.mjs';\nexport const main = () => x;\n");

    JsonObject report = reports(run).getFirst();
    assertEquals("refused", text(report, "outcome"));
    assertTrue(
        text(report, "error").startsWith(folder.resolve("module.mjs") + ":2:19 imports"),
        run.out());
  }

  @Test
  void everyCallOfARefusedFileIsReported() throws IOException {
    CommandLineRun run = run("export const = 5;\n", "main", "other");

    assertEquals(List.of("refused", "refused"), texts(reports(run), "outcome"));
    assertEquals(List.of("main", "other"), texts(reports(run), "call"));
  }

  @Test
  void whatIsWrittenToTheConsoleIsShownBesideTheReports() throws IOException {
    CommandLineRun run =
        run("export function main() { console.log('seen', 7n); return 1; }\n", "main", "main");

    assertEquals(List.of("1", "1"), numbers(reports(run), "result"));
    assertEquals("console: seen 7n\nconsole: seen 7n\n", run.err());
  }

  @Test
  void oneFileThatHaltsDoesNotHarmTheNext() throws IOException {
    String first = file("a.mjs", "export function main() { for (;;) {} }\n");
    String second = file("b.mjs", "export function main() { return 'alive'; }\n");

    CommandLineRun run = CommandLineRun.of("run", first, second, "--json", "--gas", "100000");

    assertEquals(List.of("halt", "success"), texts(reports(run), "outcome"));
  }

  @Test
  void aFileThatIsNotThereIsAnErrorOfUsageThatNamesIt() {
    CommandLineRun run = CommandLineRun.of("run", "nowhere.js");

    assertEquals(ExitCode.USAGE, run.exitCode());
    assertTrue(run.err().contains("there is no file nowhere.js"), run.err());
  }

  @Test
  void anUnknownOptionIsAnErrorOfUsage() {
    assertEquals(ExitCode.USAGE, CommandLineRun.of("run", "--nonsense", "x.js").exitCode());
  }

  @Test
  void aPortOutOfRangeIsRefusedWithTheRange() {
    CommandLineRun run = CommandLineRun.of("dev", "--port", "70000");

    assertEquals(ExitCode.USAGE, run.exitCode());
    assertTrue(run.err().contains("--port is from 0 to 65535, got 70000"), run.err());
  }

  private CommandLineRun run(String source, String... calls) throws IOException {
    String[] arguments = new String[3 + 2 * calls.length];
    arguments[0] = "run";
    arguments[1] = file("module.mjs", source);
    arguments[2] = "--json";
    for (int at = 0; at < calls.length; at++) {
      arguments[3 + 2 * at] = "--call";
      arguments[4 + 2 * at] = calls[at];
    }
    return CommandLineRun.of(arguments);
  }

  private String file(String name, String source) throws IOException {
    return Files.writeString(folder.resolve(name), source).toString();
  }

  private static List<JsonObject> reports(CommandLineRun run) {
    return run.lines().stream().map(line -> (JsonObject) Json.parse(line)).toList();
  }

  private static List<String> texts(List<JsonObject> reports, String member) {
    return reports.stream().map(report -> text(report, member)).toList();
  }

  private static List<String> numbers(List<JsonObject> reports, String member) {
    return reports.stream().map(report -> report.get(member).orElseThrow().write()).toList();
  }

  /// The empty text for null.
  private static String text(JsonObject report, String member) {
    Json value = report.get(member).orElseThrow();
    return value instanceof JsonNull ? "" : value.view().text();
  }
}
