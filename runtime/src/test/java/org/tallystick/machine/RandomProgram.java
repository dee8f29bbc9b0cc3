package org.tallystick.machine;

import java.util.random.RandomGenerator;

/// Programs of random shape, with many constants in them, so that the engine folds some parts away.
/// They need not do anything sensible, nor end.
final class RandomProgram {
  private final RandomGenerator random;
  private boolean inGenerator;
  private boolean mustParse;
  private int labels;

  private RandomProgram(RandomGenerator random) {
    this.random = random;
  }

  /// A function `name(a, b, c)` without syntax errors, for a module that has an object `o` and a
  /// function `f`.
  static String function(RandomGenerator random, String name) {
    RandomProgram program = new RandomProgram(random);
    program.mustParse = true;
    return "function " + name + "(a, b, c) {\n" + program.statements(3) + "}\n";
  }

  static String text(RandomGenerator random) {
    RandomProgram program = new RandomProgram(random);
    String plain = program.statements(4);
    program.inGenerator = true;
    String resumed = program.statements(4);
    program.inGenerator = false;
    return """
    const o = { p: 1, q: { r: 2 } };
    function f(a = 1, { p: b } = o, [c] = [1], ...d) { return a; }
    function run(a, b, c) {
    %s}
    function* resume(a, b, c) {
    %s}
    try { run(1, 2n, 'c'); } catch {}
    try { for (const v of resume(1, 2n, 'c')) ; } catch {}
    try {
      class A { x = %s; static y = %s; m(a, b, c) { return %s; } }
      new A().m(1, 2, 3);
    } catch {}
    """
        .formatted(
            plain,
            resumed,
            program.expression(3).replaceAll("\\b[abc]\\b", "o"),
            program.expression(3).replaceAll("\\b[abc]\\b", "o"),
            program.expression(3));
  }

  private String statements(int depth) {
    StringBuilder text = new StringBuilder();
    for (int count = 1 + random.nextInt(4); count > 0; count--) {
      text.append(statement(depth)).append('\n');
    }
    return text.toString();
  }

  private String block(int depth) {
    return random.nextInt(4) == 0 ? statementAlone(depth) : "{ " + statements(depth) + "}";
  }

  /// One that may stand without braces.
  private String statementAlone(int depth) {
    return random.nextBoolean() ? expression(depth) + ";" : ";";
  }

  private String statement(int depth) {
    if (depth == 0) {
      return expression(1) + ";";
    }
    int inner = depth - 1;
    return switch (random.nextInt(20)) {
      case 0 -> "if (" + expression(inner) + ") " + block(inner);
      case 1 -> "if (" + expression(inner) + ") " + block(inner) + " else " + block(inner);
      case 2 -> "while (" + expression(inner) + ") " + block(inner);
      case 3 -> "do " + block(inner) + " while (" + expression(inner) + ");";
      case 4 ->
          "for ("
              + pick("", "a = 1", "let i = 0", "let i = 0, h = () => i", "const i = 1")
              + "; "
              + pick("", expression(1))
              + "; "
              + pick("", expression(1))
              + ") "
              + block(inner);
      case 5 ->
          "for ("
              + pick("a", "const v", "let [v]", "o.p", "[a]", "{ p: a }", "var w")
              + pick(" of ", " in ")
              + "["
              + expression(inner)
              + "]) "
              + block(inner);
      case 6 -> "try { " + statements(inner) + "} catch (e) { " + statements(inner) + "}";
      case 7 -> "try { " + statements(inner) + "} finally { " + statements(inner) + "}";
      case 8 ->
          "switch ("
              + expression(1)
              + ") { case "
              + expression(1)
              + ": "
              + statements(inner)
              + pick("", "break; ")
              + "default: "
              + statements(inner)
              + pick("", "case 2: ")
              + "}";
      case 9 -> "l" + labels++ + ": " + block(inner);
      case 10 -> pick("const", "let") + " { p: x" + labels++ + " = " + expression(1) + " } = o;";
      case 11 -> "let x" + labels++ + pick(";", " = " + expression(inner) + ";");
      case 12 ->
          "{ class K { [" + expression(1) + "]() {} } function h() {} " + statements(inner) + "}";
      case 13 ->
          pick("return;", "return " + expression(inner) + ";", "throw " + expression(1) + ";");
      case 14 -> "[a, ...b] = " + expression(inner) + ";";
      case 15 -> "{ " + statements(inner) + "}";
      default -> expression(depth) + ";";
    };
  }

  private String expression(int depth) {
    if (depth == 0) {
      return pick(
          "a", "b", "c", "o", "1", "0", "2n", "''", "'s'", "true", "false", "null", "undefined");
    }
    int inner = depth - 1;
    return switch (random.nextInt(24)) {
      case 0, 1, 2 ->
          "("
              + expression(inner)
              + pick(
                  " + ",
                  " - ",
                  " * ",
                  " < ",
                  " === ",
                  " && ",
                  " || ",
                  ", ",
                  " ?? ",
                  " in ",
                  " ** ",
                  " & ",
                  " % ",
                  " instanceof ")
              + expression(inner)
              + ")";
      case 3 -> whole(pick("!", "-", "+", "~", "typeof ", "void ") + "(" + expression(inner) + ")");
      case 4 ->
          "(" + expression(inner) + " ? " + expression(inner) + " : " + expression(inner) + ")";
      case 5 ->
          whole(
              pick("a", "o.p", "o[b]")
                  + pick(" = ", " += ", " ??= ", " &&= ")
                  + "("
                  + expression(inner)
                  + ")");
      case 6 -> pick("a", "o.p", "o['p']") + pick("++", "--");
      case 7 -> "f(" + expression(inner) + ", ..." + "[" + expression(inner) + "])";
      case 8 -> "[" + expression(inner) + ", , ..." + pick("[]", "''") + "]";
      case 9 ->
          "({ a: " + expression(inner) + ", ['b']: " + expression(inner) + ", c() {}, ...o })";
      case 10 -> "`x${" + expression(inner) + "}y${" + expression(inner) + "}`";
      case 11 -> "`" + pick("", "x") + "`";
      case 12 -> "(x => " + expression(inner) + ")(" + expression(inner) + ")";
      case 13 -> "(function () { return " + expression(inner) + "; })()";
      case 14 -> "o?." + pick("p", "q?.r", "['q']", "z?.()");
      case 15 -> "new (class { x = 1; })()";
      case 16 -> "((" + expression(inner) + "))";
      case 17 -> pick(whole("/x/.test('x')"), "f`x${1}`", whole("delete o.z"), "new Array(2)");
      case 18 -> inGenerator ? "(yield " + expression(0) + ")" : "f()";
      default -> expression(inner);
    };
  }

  /// What cannot be an operand as it stands.
  private String whole(String text) {
    return mustParse ? "(" + text + ")" : text;
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
