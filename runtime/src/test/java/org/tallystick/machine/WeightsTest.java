package org.tallystick.machine;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.source.SourceSection;
import com.oracle.truffle.js.runtime.JSException;
import java.util.LinkedHashSet;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeightsTest {
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

  @ParameterizedTest
  @MethodSource("org.tallystick.machine.SyntaxForms#all")
  void everySectionTheEngineTellsOfHasAWeight(SyntaxForms form) {
    assertEquals(Set.of(), missing(form.name() + ".mjs", form.text()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ";", "// nothing", "export {};"})
  void everySectionOfASourceWithoutAnythingInItHasAWeight(String text) {
    assertEquals(Set.of(), missing("nothing.mjs", text));
  }

  @Test
  void everySectionOfRandomProgramsHasAWeight() {
    int programs = 0;
    for (long seed = 1; seed <= 150; seed++) {
      String text = RandomProgram.text(new Random(seed));
      Set<String> missing;
      try {
        missing = missing("random.mjs", text);
      } catch (JSException e) {
        // Not every shape is a program: `2n ** -1`, a label that is there already.
        continue;
      }
      programs++;
      assertEquals(Set.of(), missing, "seed " + seed + ":\n" + text);
    }
    assertTrue(programs > 100, programs + " programs");
  }

  private static Set<String> missing(String name, String text) {
    Source source = EngineForTests.source(name, text);
    Weights weights = Weights.of(engine.parse(source), text.length());
    engine.log.clear();
    engine.log.eventsMax = 20_000;
    try {
      engine.run(source);
    } catch (SectionProbe.DoesNotEndException e) {
      // What it told of until then is as good.
      assertTrue(engine.log.events.size() > 1);
    }
    Set<String> missing = new LinkedHashSet<>();
    for (SectionProbe.Event event : engine.log.events) {
      SourceSection section = event.section();
      if (weights.weightOf(section.getCharIndex(), section.getCharLength()).isEmpty()) {
        missing.add(event.kind() + " " + event.node() + " " + section.getCharacters());
      }
    }
    return missing;
  }

  // ---- What things weigh
  // -------------------------------------------------------------------------

  private static Weights weights(String text) {
    return Weights.of(engine.parse(EngineForTests.source("weights.mjs", text)), text.length());
  }

  /// The weight of the first place where `part` stands. To the engine a text or template ends
  /// before its last quote.
  private static int weight(String text, String part) {
    boolean endsWithQuote = part.endsWith("'") || part.endsWith("`");
    int length = part.length() - (endsWithQuote ? 1 : 0);
    return weights(text).weightOf(text.indexOf(part), length).orElseThrow();
  }

  private static int units(String text, String part) {
    return weights(text).stackUnits(text.indexOf(part), part.length());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      textBlock =
          """
          a                      | 2
          a + b                  | 4
          a + b * c              | 6
          a.b.c                  | 4
          a[b]                   | 4
          a = b                  | 4
          f()                    | 5
          f(a, b)                | 9
          new F(a)               | 9
          a ? b : c              | 5
          'text'                 | 2
          2n                     | 2
          [a, b]                 | 9
          [...a]                 | 10
          ({ a, b })             | 13
          () => a + b            | 6
          `x${a}y`               | 9
          /ab*c/                 | 15
          """)
  void oneUnitIsAboutOneExpression(String expression, int weight) {
    assertEquals(weight, weight("const v = " + expression + ";", "const v = " + expression) - 1);
  }

  @Test
  void aStatementWeighsOnlyWhatItDoesItself() {
    String text = "export function f(a, b) { if (a) { b.c.d(a, b); } return [a, b]; }";
    assertEquals(2, weight(text, "if (a) { b.c.d(a, b); }"));
    assertEquals(11, weight(text, "b.c.d(a, b)"));
    assertEquals(9, weight(text, "return [a, b];"));
    assertEquals(7, weight(text, text.substring(text.indexOf("function"))));
  }

  @Test
  void aLoopWeighsInItsHeads() {
    String text = "export function f(a) { for (a = 1; a < 5; a++) { g(); } while (a > 1) a--; }";
    assertEquals(4, weight(text, "a = 1"));
    assertEquals(4, weight(text, "a < 5"));
    assertEquals(3, weight(text, "a++"));
    assertEquals(4, weight(text, "a > 1"));
  }

  @Test
  void whatTheEngineDoesNotTellOfIsPaidByWhoeverRunsIt() {
    String type = "class K { a() {} b() {} }";
    String text = "export function f(again) { while (again()) { " + type + " } }";
    int empty = weight(text.replace(type, ""), "again()");
    assertTrue(weight(text, "again()") >= empty + 30, "the loop's head pays for each turn");
    String once = "export function f(a) { do { " + type + " break; } while (a); }";
    int function = weight(once, once.substring(once.indexOf("function")));
    assertTrue(function >= 30, "the function pays for the first turn: " + function);
  }

  @Test
  void aFunctionWeighsByItsVariables() {
    String many = IntStream.range(0, 1_000).mapToObj(i -> "v" + i).collect(joining(","));
    String text = "export function f() { let " + many + "; }";
    String function = text.substring(text.indexOf("function"));
    assertTrue(weight(text, function) >= 1_000);
    assertEquals(16, units(text, function));
  }

  @Test
  void loopsThatCopyTheirVariablesPayForThemEachTurn() {
    String many = IntStream.range(0, 500).mapToObj(i -> "v" + i).collect(joining(","));
    String text = "export function f(a) { for (let h = () => h, " + many + "; a < 5;) { } }";
    assertTrue(weight(text, "a < 5") >= 500);
  }

  @Test
  void constructorsPayForTheFieldsTheyFill() {
    String fields = IntStream.range(0, 100).mapToObj(i -> "f" + i + ";").collect(joining());
    String text = "export class A { " + fields + " constructor() { } }";
    assertEquals(3 + 300, weight(text, text.substring(text.indexOf("class"))));
  }

  @Test
  void deepExpressionsTakeMoreOfTheStack() {
    String flat = "export function f(a) { return a; }";
    assertEquals(1, units(flat, flat.substring(flat.indexOf("function"))));
    String deep = "export function f(a) { return a" + "+a".repeat(480) + "; }";
    assertEquals(31, units(deep, deep.substring(deep.indexOf("function"))));
  }

  @Test
  void aPlaceThatWasNotSeenHasNoWeight() {
    Weights weights = weights("export const a = 1;");
    assertEquals(OptionalInt.empty(), weights.weightOf(3, 4));
  }
}
