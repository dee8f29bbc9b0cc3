package org.tallystick.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.contract.Code;
import org.tallystick.gas.GasMeter;

/// Every operator pays for the size of its operands, wherever in the syntax it stands.
///
/// The meter has a node for each way in which the engine does an operator. Where it has none, work
/// is free: so this walks over all operators, kinds of operands and places, and compares a long
/// operand with a short one.
class OperandPricesTest {
  private static final int DIGITS = 20_000;

  /// Each is two functions, and may be two classes.
  private static final int WORKS_OF_A_MODULE = 60;

  /// What a text costs that is read as a number, less what a short one does.
  private static final long READING = 2 * DIGITS - 80;

  /// Reading a text as a BigInt takes all the gas there is.
  private static final long READING_BIGINT = MachineForTests.GAS - 100_000;

  private static final long CONCATENATION = DIGITS / 16 - 4;
  private static final long NAME = DIGITS / 8 - 8;

  /// What a BigInt of 60,000 bits costs where an operator goes over it once.
  private static final long PASS = 60_000 / 64 / 2;

  private static final long WRITING = 400_000;

  private static final List<String> NUMERIC =
      List.of("-", "*", "/", "%", "**", "<<", ">>", ">>>", "&", "|", "^");
  private static final List<String> RELATIONS = List.of("<", "<=", ">", ">=", "==", "!=");

  /// Where an expression may stand; `E` is the expression.
  private static final List<String> PLACES =
      List.of(
          "E;",
          "return E;",
          "id(E);",
          "new Some(E);",
          "if (E) {}",
          "while (E, false) {}",
          "do {} while (E, false);",
          "id(E ? 1 : 2);",
          "id((E) && true);",
          "id((E) ?? true);",
          "switch (E) { case 0: }",
          "switch (true) { case E: }",
          "id(`${E}`);",
          "id`${E}`;",
          "((p = E) => p)();",
          "(({ p = E }) => p)({});",
          "const { p = E } = {};",
          "const [p = E] = [];",
          "const p = E;",
          "let p; p = E;",
          "for (let i = E; false;) {}",
          "for (let i = 0; E, i < 1; i++) {}",
          "for (let i = 0; i < 1; E, i++) {}",
          "for (let i = 0, f = () => i; i < 1; i++) { E; f(); }",
          "for (const p of [E]) {}",
          "for (const p in { a: E }) {}",
          "[...(function* () { yield E; })()];",
          "[...(function* () { const p = yield 1; E; })()];",
          "[...(function* () { id(E, yield 1); })()];",
          "[...(function* (p = E) {})()];",
          "new (class { p = E; })();",
          "new (class { constructor() { E; } })();",
          "class P { static p = E; }",
          "class P { static { E; } }",
          "({ get p() { return E; } }).p;",
          "({ p: E });",
          "({ ...{ p: E } });",
          "id([E]);",
          "id(...[E]);",
          "id?.(E);",
          "try { throw E; } catch {}",
          "try {} finally { E; }",
          "out: { E; break out; }",
          "(() => E)();",
          "(function () { return E; })();",
          "id((E, 1));",
          "typeof (E);",
          "void (E);",
          "!(E);");

  /// Ways to change a variable or property by an operator; `A` is its value, `O` the operator.
  private static final List<String> ASSIGNMENTS =
      List.of(
          "let v = A; v O;",
          "let v = A; (() => { v O; })();",
          "let v = A; for (let i = 0; i < 1; i++) { const f = () => { v O; }; f(); }",
          "const o = { v: A }; o.v O;",
          "const o = { v: A }, k = id('v'); o[k] O;",
          "const o = [A], k = id(0); o[k] O;",
          "const o = [A]; o[0] O;",
          "const o = new (class { #v = A; f() { this.#v O; } })(); o.f();",
          "const o = { v: A, f() { this.v O; } }; o.f();",
          "class P { get v() { return A; } set v(w) {} }\n"
              + "new (class extends P { f() { super.v O; } })().f();",
          "class P { get v() { return A; } set v(w) {} }\n"
              + "new (class extends P { f(k) { super[k] O; } })().f(id('v'));",
          "[...(function* () { let v = A; yield 1; v O; })()];");

  private static final List<String> KEYS =
      List.of(
          "const o = {}; o[K];",
          "const o = {}; o?.[K];",
          "const o = {}; try { o[K](); } catch {}",
          "const o = {}; K in o;",
          "const o = {}; delete o[K];",
          "const o = {}; o[K] = 1;",
          "const o = {}; o[K] += 1;",
          "const o = {}; o[K]++;",
          "const o = {}; o[K] ??= 1;",
          "const o = {}; [o[K]] = [1];",
          "const o = {}; ({ a: o[K] } = { a: 1 });",
          "const o = {}; for (o[K] of [1]) {}",
          "const { [K]: v } = {};",
          "const { [K]: v, ...w } = {};",
          "let v; ({ [K]: v } = {});",
          "(({ [K]: v }) => v)({});",
          "({ [K]: 1 });",
          "({ [K]() {} });",
          "({ get [K]() { return 1; } });",
          "({ set [K](v) {} });",
          "class P { [K]() {} }",
          "class P { [K] = 1; }",
          "class P { static [K] = 1; }",
          "class P { get [K]() { return 1; } }",
          "({ f() { return super[K]; } }).f();",
          "[][K];",
          "(new Uint8Array(1))[K];");

  /// @param body of a function; `LONG` in it is a long operand or a short one
  /// @param growth what the long one costs more, at least
  private record Work(String body, long growth) {}

  static Stream<String> kinds() {
    return Stream.of("text", "rope", "object", "bigint", "assignment", "key", "element");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aLongOperandCostsMoreWhereverItStands(String kind) {
    List<Work> works =
        switch (kind) {
          case "text" -> texts("TEXT");
          case "rope" -> texts("(TEXT + '1')");
          case "object" -> objects();
          case "bigint" -> bigints();
          case "assignment" -> assignments();
          case "key" -> keys();
          case "element" -> elements();
          default -> throw new AssertionError(kind);
        };

    List<String> tooCheap = new ArrayList<>();
    for (int from = 0; from < works.size(); from += WORKS_OF_A_MODULE) {
      tooCheap.addAll(
          tooCheap(works.subList(from, Math.min(works.size(), from + WORKS_OF_A_MODULE))));
    }
    assertEquals("", String.join("\n", tooCheap), () -> tooCheap.size() + " of " + works.size());
  }

  private static List<String> tooCheap(List<Work> works) {
    Code code = MachineForTests.code(source(works));
    return MachineForTests.THREADS.run(machine -> {
      if (!(machine.inspect(code) instanceof Inspection.Module)) {
        throw new AssertionError(machine.inspect(code));
      }
      List<String> found = new ArrayList<>();
      for (int at = 0; at < works.size(); at++) {
        Work work = works.get(at);
        long growth = gas(machine, code, "long" + at) - gas(machine, code, "brief" + at);
        if (growth < work.growth) {
          found.add(work.body + " costs " + growth + " more, not " + work.growth);
        }
      }
      return found;
    });
  }

  private static long gas(GraalMachine machine, Code code, String function) {
    GasMeter gas = new GasMeter(MachineForTests.GAS);
    machine.callExport(code, function, gas);
    return gas.used();
  }

  private static String source(List<Work> works) {
    StringBuilder source = new StringBuilder();
    source.append("const id = (v) => v;\nclass Some {}\n");
    source.append("const TEXT_L = '").append("1".repeat(DIGITS)).append("';\n");
    source.append("const TEXT_B = '").append("1".repeat(20)).append("';\n");
    source.append("const BIG_L = (1n << 59999n) + 1n;\nconst BIG_B = 2n ** 59n + 1n;\n");
    for (int at = 0; at < works.size(); at++) {
      String body = works.get(at).body;
      source.append(function("long" + at, body, "L")).append(function("brief" + at, body, "B"));
    }
    return source.toString();
  }

  private static String function(String name, String body, String size) {
    String sized = body.replaceAll("\\b(TEXT|BIG)\\b", "$1_" + size);
    return String.format(
        Locale.ROOT, "export const %s = () => { let two = 2; %s };%n", name, sized);
  }

  private static List<Work> texts(String text) {
    List<Work> works = new ArrayList<>();
    for (String place : PLACES) {
      for (String operator : NUMERIC) {
        works.add(at(place, text + operator + "two", READING));
        works.add(at(place, "two " + operator + " " + text, READING));
        works.add(at(place, text + operator + "1", READING));
        works.add(at(place, text + operator + "0", READING));
      }
      for (String operator : RELATIONS) {
        works.add(at(place, text + operator + "two", READING));
        works.add(at(place, "3 " + operator + text, READING));
      }
      for (String operator : List.of("+", "-", "~")) {
        works.add(at(place, "(" + operator + text + ")", READING));
      }
      works.add(at(place, text + "+ two", CONCATENATION));
      works.add(at(place, "1 + " + text, CONCATENATION));
      works.add(at(place, text + "=== TEXT_L", CONCATENATION));
      works.add(at(place, text + "=== 'a'", CONCATENATION));
      works.add(at(place, "`a${" + text + "}`", CONCATENATION));
    }
    return works;
  }

  private static List<Work> objects() {
    List<Work> works = new ArrayList<>();
    String object = "({ valueOf: () => TEXT })";
    for (String place : PLACES) {
      for (String operator : NUMERIC) {
        works.add(at(place, object + operator + "two", READING));
        works.add(at(place, "1 " + operator + object, READING));
      }
      for (String operator : RELATIONS) {
        works.add(at(place, object + operator + "two", READING));
        works.add(at(place, object + operator + "3n", READING_BIGINT));
      }
      for (String operator : List.of("+", "-", "~")) {
        works.add(at(place, "(" + operator + object + ")", READING));
      }
    }
    return works;
  }

  private static List<Work> bigints() {
    List<Work> works = new ArrayList<>();
    for (String place : PLACES) {
      for (String operator : List.of("+", "-", "*", "/", "%", "<<", ">>", "&", "|", "^")) {
        works.add(at(place, "BIG " + operator + " 3n", PASS));
        works.add(at(place, "({ valueOf: () => BIG }) " + operator + " 3n", PASS));
      }
      works.add(at(place, "BIG ** 1n", PASS));
      works.add(at(place, "(-BIG)", PASS));
      works.add(at(place, "(~BIG)", PASS));
      works.add(at(place, "BIG + 'a'", WRITING));
      works.add(at(place, "`a${BIG}`", WRITING));
      works.add(at(place, "TEXT < 3n", READING_BIGINT));
      works.add(at(place, "3n == TEXT", READING_BIGINT));
    }
    return works;
  }

  private static List<Work> assignments() {
    List<Work> works = new ArrayList<>();
    for (String assignment : ASSIGNMENTS) {
      for (String operator : NUMERIC) {
        works.add(assigned(assignment, "TEXT", operator + "= two", READING));
        works.add(assigned(assignment, "TEXT", operator + "= 0", READING));
      }
      works.add(assigned(assignment, "TEXT", "+= two", CONCATENATION));
      for (String operator : List.of("++", "--")) {
        works.add(assigned(assignment, "TEXT", operator, READING));
        works.add(assigned(assignment, "({ valueOf: () => TEXT })", operator, READING));
        works.add(assigned(assignment, "BIG", operator, PASS));
        works.add(new Work("let v = TEXT; " + operator + "v;", READING));
        works.add(new Work("const o = { v: TEXT }; " + operator + "o.v;", READING));
      }
      for (String operator : List.of("+", "-", "*", "/", "%", "<<", ">>", "&", "|", "^")) {
        works.add(assigned(assignment, "BIG", operator + "= 3n", PASS));
      }
    }
    return works;
  }

  private static List<Work> keys() {
    List<Work> works = new ArrayList<>();
    for (String key : KEYS) {
      works.add(new Work(key.replace("K", "TEXT"), NAME));
      works.add(new Work(key.replace("K", "BIG"), WRITING));
      works.add(new Work("const k = new String(TEXT); " + key.replace("K", "k"), NAME));
    }
    for (String named : List.of("({ [k]: () => 1 });", "({ [k]() {} });", "class P { [k]() {} }")) {
      works.add(new Work("const k = Symbol(TEXT); " + named, NAME));
    }
    return works;
  }

  private static List<Work> elements() {
    return List.of(
        new Work("const u = new Uint8Array(1); u[0] = TEXT;", READING),
        new Work("const u = new Uint8Array(1), k = id(0); u[k] = TEXT;", READING),
        new Work("const u = new Uint8Array(1), k = id('0'); u[k] = TEXT;", READING),
        new Work("const u = new Int32Array(1); [u[0]] = [TEXT];", READING),
        new Work("const u = new Int32Array(1); u[0] += TEXT;", READING),
        new Work("const u = new BigInt64Array(1); u[0] = TEXT;", READING_BIGINT),
        new Work("const a = []; a.length = TEXT.length;", DIGITS - 64),
        new Work("const a = [], k = id('length'); a[k] = TEXT.length;", DIGITS - 64),
        new Work("const a = []; [a.length] = [TEXT.length];", DIGITS - 64),
        new Work("const a = []; a.length += TEXT.length;", DIGITS - 64));
  }

  private static Work at(String place, String expression, long growth) {
    return new Work(
        place.replace("E", expression.replace("TEXT", "\0")).replace("\0", "TEXT"), growth);
  }

  private static Work assigned(String assignment, String value, String operation, long growth) {
    return new Work(assignment.replace("O", operation).replace("A", value), growth);
  }
}
