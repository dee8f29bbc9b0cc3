package org.tallystick.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.gas.Limits;

class SourceLimitsTest {
  /// A contract's thread.
  private static final long STACK_BYTES = 1L << 30;

  @SuppressWarnings("NullAway.Init")
  private static ExecutorService deepThread;

  @SuppressWarnings("NullAway.Init")
  private static EngineForTests engine;

  @BeforeAll
  static void start() throws Exception {
    deepThread =
        Executors.newSingleThreadExecutor(task -> new Thread(null, task, "deep", STACK_BYTES));
    engine = deepThread.submit(EngineForTests::new).get();
  }

  @AfterAll
  static void stop() throws Exception {
    deepThread.submit(engine::close).get();
    deepThread.shutdown();
  }

  private static Optional<Violation> check(String text) {
    return SourceLimits.read("x.js", text).violation();
  }

  /// A source that grows: `head`, `unit` n times, `middle`, `close` n times, `tail`. A `%` becomes
  /// a number that is new each time.
  record Shape(String name, String head, String unit, String middle, String close, String tail) {
    String text(int n) {
      String text = head + unit.repeat(n) + middle + close.repeat(n) + tail;
      if (text.indexOf('%') < 0) {
        return text;
      }
      StringBuilder numbered = new StringBuilder();
      for (int i = 0; i < text.length(); i++) {
        numbered.append(text.charAt(i) == '%' ? String.valueOf(i) : text.charAt(i));
      }
      return numbered.toString();
    }

    int most() {
      int rest = Limits.CODE_BYTES_MAX - head.length() - middle.length() - tail.length();
      return rest / (unit.length() + close.length() + (unit.contains("%") ? 6 : 0));
    }

    boolean fits(int n) {
      return check(text(n)).isEmpty();
    }

    int mostThatFits() {
      int fits = 0;
      int more = most();
      while (fits < more) {
        int middle = (fits + more + 1) >>> 1;
        if (fits(middle)) {
          fits = middle;
        } else {
          more = middle - 1;
        }
      }
      return fits;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Shape inFunction(
      String name, String head, String unit, String middle, String close) {
    return new Shape(name, "export function f(a, b, c) { " + head, unit, middle, close, "\n; }");
  }

  private static Shape value(String name, String head, String unit, String middle, String close) {
    return new Shape(name, "export const v = " + head, unit, middle, close, ";");
  }

  static Stream<Shape> nesting() {
    return Stream.of(
        value("a sum", "1", "+1", "", ""),
        value("arrows", "", "a=>", "1", ""),
        value("arrows with parentheses", "", "(a,b)=>", "1", ""),
        value("arrows with bodies", "", "a=>{return ", "1", "}"),
        value("arrows in defaults", "", "(a=", "1", ")=>1"),
        value("arrows in patterns", "", "({a=", "1", "})=>1"),
        inFunction("not", "return ", "!", "a", ""),
        inFunction("minus", "return ", "- ", "a", ""),
        inFunction("typeof", "return ", "typeof ", "a", ""),
        inFunction("members", "return a", ".b", "", ""),
        inFunction("members on lines", "return a", "\n.b", "", ""),
        inFunction("optional members", "return a", "?.b", "", ""),
        inFunction("indexes", "return a", "[0]", "", ""),
        inFunction("calls in a row", "return a", "()", "", ""),
        inFunction("calls in calls", "return ", "a(", "", ")"),
        inFunction("tags", "return a", "``", "", ""),
        inFunction("assignments", "", "a=", "1", ""),
        inFunction("if", "", "if(a)", "b()", ""),
        inFunction("else if", "if(a)b();", "else if(a)b();", "", ""),
        inFunction("else if with braces", "if(a){b();}", "else if(a){b();}", "", ""),
        inFunction("else if on lines", "if(a)b()\n", "else if(a)b()\n", "", ""),
        inFunction("else after nested if", "", "if(a)", "b()", ";else b()"),
        inFunction("conditions to the right", "return ", "a?b:", "c", ""),
        inFunction("conditions inside", "return ", "a?", "c", ":b"),
        inFunction("labels", "", "l%:", ";", ""),
        inFunction("do", "", "do ", ";", "while(a);"),
        inFunction("while", "", "while(a)", ";", ""),
        inFunction("for", "", "for(;;)", ";", ""),
        inFunction("for of", "", "for(a of b)", ";", ""),
        inFunction("new", "return ", "new ", "a", ""),
        inFunction("templates", "return ", "`${", "a", "}`"),
        inFunction("pieces of one template", "return `", "${a}", "`", ""),
        inFunction("parentheses", "return ", "(", "a", ")"),
        inFunction("arrays", "return ", "[", "a", "]"),
        inFunction("objects", "return ", "{a:", "a", "}"),
        inFunction("blocks", "", "{", "a", "}"),
        inFunction("classes", "return ", "class{a(){return ", "1", "}}"),
        inFunction("bases", "return ", "class extends ", "a", "{}"),
        inFunction("bases on lines", "return ", "class\nA extends ", "a", "{}"),
        inFunction("functions", "", "function g(){", "", "}"),
        inFunction("generators", "", "function* g(){yield ", "1", "}"),
        inFunction("a comma operator", "", "a,", "a", ""),
        inFunction("and", "return a", "&&a", "", ""),
        inFunction("nullish", "return a", "??a", "", ""),
        inFunction("powers", "return a", "**a", "", ""),
        inFunction("in on lines", "return a", "\nin b", "", ""),
        new Shape("patterns", "export function f(b) { let ", "[", "x", "]", "=b; }"),
        inFunction("spreads", "return ", "[...", "a", "]"),
        inFunction("switches", "", "switch(a){case 1:", "", "}"),
        inFunction("tries", "", "try{", "", "}finally{}"),
        inFunction("catches", "", "try{}catch{", "", "}"),
        inFunction("a sum of objects", "return {}", "+{}", "", ""),
        inFunction("a sum of functions", "return 1", "+function(){}", "", ""),
        new Shape("yields", "export function* g() {", "yield ", "1", "", ";}"));
  }

  static Stream<Shape> width() {
    return Stream.of(
        value("a table", "[1", ",1", "]", ""),
        value("an object", "{", "a:1,", "}", ""),
        inFunction("arguments", "return a(1", ",1", ")", ""),
        inFunction("cases", "switch(a){", "case 1:", "}", ""),
        inFunction("statements on lines", "", "a()\n", "", ""),
        inFunction("statements", "", "a();", "", ""),
        new Shape("constants on lines", "", "const a%=1\n", "", "", ""),
        new Shape("methods", "export class A {", "a(){}", "", "", "}"),
        new Shape("methods on lines", "export class A {", "a(){}\n", "", "", "}"),
        new Shape("fields on lines", "export class A {", "a=1\n", "", "", "}"),
        new Shape("comments", "", "/**/", "", "", ""));
  }

  @ParameterizedTest
  @MethodSource("nesting")
  void refusesNestingBeforeTheParserRecurses(Shape shape) throws InterruptedException {
    assertFalse(shape.fits(shape.most()));
    int fits = shape.mostThatFits();
    assertTrue(fits >= 90, () -> "only " + fits + " fit");
    checkOnDeepStack(shape.text(fits));
  }

  private static void checkOnDeepStack(String text) throws InterruptedException {
    try {
      deepThread.submit(() -> engine.check("x.js", text)).get();
    } catch (ExecutionException e) {
      fail(e.getCause());
    }
  }

  @ParameterizedTest
  @MethodSource("width")
  void allowsWidth(Shape shape) {
    assertEquals(Optional.empty(), check(shape.text(shape.most())), shape::name);
  }

  @ParameterizedTest
  @MethodSource("org.tallystick.machine.SyntaxForms#all")
  void allowsEveryFormOfTheLanguage(SyntaxForms form) {
    assertEquals(Optional.empty(), check(form.text()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      textBlock =
          """
          a = '                 | 1:5 what begins here does not end
          a = "x\\              | 1:5 what begins here does not end
          a = `x                | 1:5 what begins here does not end
          a = `x${b}            | 1:11 what begins here does not end
          a = /x                | 1:5 what begins here does not end
          a; /* x               | 1:4 what begins here does not end
          (a]                   | 1:3 syntax error: nothing is open that ] could close
          a }                   | 1:3 syntax error: nothing is open that } could close
          {} /a/.test(b)        | 1:4 this / can be read in two ways. Put the regular expression in parentheses
          for (a of /'/.b) {}   | 1:11 this / can be read in two ways. Put the regular expression in parentheses
          """)
  void refusesWhatItCannotRead(String text, String message) {
    assertEquals("x.js:" + message, check(text).orElseThrow().toString());
  }

  @Test
  void aLineThatBeginsWithASlashMustReadTheSameBothWays() {
    // The parser ends the declaration with the line and reads a regular expression.
    assertTrue(check("let a\n/'/.b + ((('\n").isPresent());
    assertTrue(check("let a\n/ b; // ' + (((\n").isPresent());
    assertEquals(Optional.empty(), check("const c = total\n  / count; // it\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a = '%' + \"%\" + `%`",
        "/* % */ // %\na",
        "a = /%/.test('x') / 2",
        "a = /[/%]\\/[\\]%]/u.test('x') / 2",
        "if (a) /%/ .x; return /%/; a = typeof /%/; b = [/%/, /%/]",
        "a = `${`${'%'}%`}` + `\\`%${1}%`",
        "a = 'x\\\n%' + '\\'%'",
        "#!/usr/bin/env node %\na",
      })
  void hiddenBracketsDoNotCount(String text) {
    String brackets = "(".repeat(80) + ")".repeat(20) + "}{{";
    assertEquals(Optional.empty(), check(text.replace("%", brackets)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a = b / % / d; // /",
        "a = b++ / % / c",
        "a = (b) / % /* ( */ / c",
        "x.return / % / c",
        "a = x[0] / % / c",
        "a = `x` / % / c",
        "a = this / % / c",
        "a = b ?.5 : % / c",
        "var \\u{61}b = % / c / d",
        "a = `${ % }`",
        "'/*'; a = % / '*/'",
      })
  void otherBracketsCount(String text) {
    String within = "(".repeat(SourceLimits.NESTING_MAX - 1) + "0" + ")".repeat(199);
    assertEquals(Optional.empty(), check(text.replace("%", within)));
    assertEquals(
        "brackets nest more than 200 deep here",
        check(text.replace("%", "((" + within + "))")).orElseThrow().message());
  }

  @Test
  void countsBytesNotCharacters() {
    int most = Limits.CODE_BYTES_MAX - "//".length();
    assertEquals(Optional.empty(), check("//" + "a".repeat(most)));
    assertEquals(Optional.empty(), check("//" + "é".repeat(most / 2)));
    assertEquals(
        "x.js:1:1 has 262146 bytes, at most 262144 are allowed",
        check("//" + "é".repeat(most / 2 + 1)).orElseThrow().toString());
  }

  @Test
  void namesThePlaceWhereItGoesTooFar() {
    assertEquals(
        "x.js:3:201 brackets nest more than 200 deep here",
        check("a;\r\nb;\n" + "(".repeat(250)).orElseThrow().toString());
    assertEquals(
        "x.js:1:1001 this goes on for more than 1000 words and signs. Split it into statements or"
            + " functions",
        check("!".repeat(2_000)).orElseThrow().toString());
    assertEquals(
        "x.js:1:5 a number has at most 2048 characters, this has 2049",
        check("a = " + "1".repeat(2_048) + "n").orElseThrow().toString());
    assertEquals(
        "x.js:1:5 a regular expression has at most 256 characters, this has 257",
        check("a = /" + "b".repeat(257) + "/gu").orElseThrow().toString());
  }
}
