package org.tallystick.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The numbers of `docs/GAS.md` are those of the code.
class GasDocTest {
  @SuppressWarnings("NullAway.Init")
  private static EngineForTests engine;

  @BeforeAll
  static void start() {
    engine = new EngineForTests();
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  static Stream<List<String>> expressions() throws IOException {
    return table("| expression | units |").stream();
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void expressionsWeighWhatThePageSays(List<String> row) {
    String expression = code(row.getFirst());
    // The statement and its name are one unit each, and so is the expression it is compared with.
    int units = 1 + declared(expression) - declared("a");
    assertEquals(Integer.parseInt(row.get(1)), units, expression);
  }

  private static int declared(String expression) {
    String declaration = "const v = " + expression;
    Weights weights = weights(declaration + ";");
    // To the engine a template ends before its last quote.
    int length = declaration.length() - (declaration.endsWith("`") ? 1 : 0);
    return weights.weightOf(0, length).orElseThrow();
  }

  static Stream<List<String>> places() throws IOException {
    return table("| source | place | units |").stream();
  }

  @ParameterizedTest
  @MethodSource("places")
  void placesWeighWhatThePageSays(List<String> row) {
    String source = code(row.getFirst());
    String place = code(row.get(1));
    int units = weights(source).weightOf(source.indexOf(place), place.length()).orElseThrow();
    assertEquals(Integer.parseInt(row.get(2)), units, source);
  }

  private static Weights weights(String text) {
    return Weights.of(engine.parse(EngineForTests.source("doc.mjs", text)), text.length());
  }

  @Test
  void everySizeOfAPriceIsExplained() throws IOException {
    Set<String> explained = new LinkedHashSet<>();
    for (List<String> row : table("| size | what it counts |")) {
      for (String word : row.getFirst().split(", ")) {
        String size = code(word);
        assertTrue(!Price.parse(size).isFree(), size);
        explained.add(size);
      }
    }
    // What comes back is no size that is measured before.
    assertEquals(Price.Size.values().length + 1, explained.size(), explained.toString());
  }

  @Test
  void theExampleIsAGoldenProgram() throws IOException {
    GoldenGas golden = GoldenGas.of("worked-example");
    assertTrue(page().contains("```js\n" + GoldenGas.text("worked-example") + "```"));
    int sum = 0;
    int total = 0;
    for (List<String> row : table("| what is reached | why |")) {
      if (row.getFirst().equals("**in all**")) {
        total = Integer.parseInt(row.get(2).replace("*", ""));
      } else {
        sum += Integer.parseInt(row.get(2)) * Integer.parseInt(row.get(3));
      }
    }
    assertEquals(total, sum);
    assertEquals(golden.gas().get("total"), Integer.toString(total));
  }

  // ---- Reading the page
  // -------------------------------------------------------------------------

  private static String page() throws IOException {
    return Files.readString(Path.of(System.getProperty("tallystick.root"), "docs", "GAS.md"));
  }

  /// The rows of the table whose first line begins so.
  private static List<List<String>> table(String head) throws IOException {
    List<String> lines = page().lines().dropWhile(line -> !line.startsWith(head)).toList();
    List<List<String>> rows = new ArrayList<>();
    lines.stream()
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .forEach(line -> rows.add(cells(line)));
    assertTrue(!rows.isEmpty(), "no table " + head);
    return rows;
  }

  private static List<String> cells(String row) {
    return Arrays.stream(row.substring(1).split(Pattern.quote("|"), -1))
        .map(String::strip)
        .toList();
  }

  /// What stands between the marks of code.
  private static String code(String cell) {
    return cell.startsWith("``")
        ? cell.substring(2, cell.length() - 2).strip()
        : cell.substring(1, cell.length() - 1);
  }
}
