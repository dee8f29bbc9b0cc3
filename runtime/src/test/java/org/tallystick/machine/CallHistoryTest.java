package org.tallystick.machine;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a function gives does not depend on the calls before it. The engine changes its code as it
/// sees what comes by, and nodes saw different calls.
class CallHistoryTest {
  private static final int FUNCTIONS = 60;
  private static final List<String> NUMBERS =
      List.of("1", "2", "5", "0.5", "3.25", "-4", "0", "-0", "2147483647", "1e10", "3", "3", "4");

  /// Calls one function with all numbers, and for each number a copy that never ran before.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void arithmeticGivesWhatItWouldTheFirstTime(long seed) {
    Random random = new Random(seed);
    StringBuilder used = new StringBuilder();
    StringBuilder fresh = new StringBuilder();
    for (int i = 0; i < FUNCTIONS; i++) {
      String function = "(x, y, a) => { " + body(random) + " }";
      used.append(function).append(",\n");
      String copies = NUMBERS.stream().map(_ -> function).collect(joining(",\n"));
      fresh.append("[").append(copies).append("],\n");
    }
    String text =
        """
        const show = (list) => list.map((v) => Object.is(v, -0) ? '-0' : String(v)).join();
        export function f() {
          const numbers = [%s];
          const used = [%s];
          const fresh = [%s];
          const call = (f, x, i) => show(f(x, numbers[(i * 5) %% numbers.length], [x, i]));
          const differing = [];
          for (let n = 0; n < used.length; n++) {
            const before = numbers.map((x, i) => call(used[n], x, i)).join(' ');
            const first = numbers.map((x, i) => call(fresh[n][i], x, i)).join(' ');
            if (before !== first) differing.push([n, before, first]);
          }
          return differing;
        }
        """
            .formatted(String.join(", ", NUMBERS), used, fresh);

    ExportResult result = MachineForTests.callExport(MachineForTests.code(text), "f").result();
    assertEquals("Returned[value=[]]", result.toString(), "seed " + seed);
  }

  private static String body(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> "return [" + value(random, 2) + ", " + value(random, 2) + "];";
      case 1 ->
          Stream.generate(() -> value(random, 1)).limit(3).collect(joining(", ", "return [", "];"));
      case 2 ->
          "const b = [%s, %s]; b[%d] = %s; return b;"
              .formatted(value(random, 1), value(random, 1), random.nextInt(3), value(random, 2));
      case 3 ->
          "let z = %s; for (let i = 0; i < 3; i++) z = %s; return [z, z - 1];"
              .formatted(value(random, 1), value(random, 2).replace('y', 'z'));
      case 4 ->
          "const o = { p: %s }; o.p = %s; o.q = %s; return [o.p, o.q];"
              .formatted(value(random, 1), value(random, 2), value(random, 1));
      default -> "return [" + value(random, 3) + "];";
    };
  }

  private static String value(Random random, int depth) {
    if (depth == 0 || random.nextInt(6) == 0) {
      return one(random, "x", "y", "x", "y", "1", "2", "3", "6", "7", "0", "0.5", "1.5", "a[0]");
    }
    String inner = value(random, depth - 1);
    return switch (random.nextInt(5)) {
      case 0 ->
          "(%s %s %s)"
              .formatted(
                  inner,
                  one(random, "+", "-", "*", "/", "%", "&", "|", "<<", ">>", ">>>"),
                  value(random, depth - 1));
      case 1 ->
          "(%s %s %s)"
              .formatted(one(random, "6", "7", "-3", "12"), one(random, "-", "*", "%", "/"), inner);
      case 2 -> "-(%s)".formatted(inner);
      case 3 -> "Math.%s(%s)".formatted(one(random, "floor", "abs", "round", "sqrt"), inner);
      default -> "(x > 2 ? %s : %s)".formatted(inner, value(random, depth - 1));
    };
  }

  private static String one(Random random, String... words) {
    return words[random.nextInt(words.length)];
  }
}
