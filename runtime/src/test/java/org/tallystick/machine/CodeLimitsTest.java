package org.tallystick.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.contract.Code;

/// Each bound on what is dear to load: as much as is allowed passes, one more does not.
class CodeLimitsTest {
  /// @param head before the parts
  /// @param part where a `%` becomes a number that is new each time
  /// @param violation of one part more than `max`
  record Bound(String head, String part, String tail, int max, String violation) {
    String text(int parts) {
      return IntStream.range(0, parts)
          .mapToObj(number -> part.replace("%", Integer.toString(number)))
          .collect(Collectors.joining("", head, tail));
    }

    @Override
    public String toString() {
      return violation;
    }
  }

  static Stream<Bound> ofOneFile() {
    return Stream.of(
        new Bound(
            "class A {",
            "a%() {}",
            "}",
            160,
            "1:1 a class has at most 160 members, this has 161. Split it."),
        new Bound(
            "class A {",
            "static a% = 1;",
            "}",
            160,
            "1:1 a class has at most 160 members, this has 161. Split it."),
        new Bound(
            "class A {",
            "#a%;",
            "}",
            160,
            "1:1 a class has at most 160 members, this has 161. Split it."),
        new Bound(
            "const a = [",
            "[],",
            "];",
            1_024,
            "1:11 a block or list has at most 1024 parts besides constants, this has 1025. Split"
                + " it."),
        new Bound(
            "const a = {",
            "a%: 1,",
            "};",
            1_024,
            "1:11 a block or list has at most 1024 parts, this has 1025. Split it."),
        new Bound(
            "function f(a) {",
            "a();",
            "}",
            1_024,
            "1:15 a block or list has at most 1024 parts, this has 1025. Split it."));
  }

  static Stream<Bound> ofAllFiles() {
    return Stream.of(
        new Bound(
            "",
            "class A%{}",
            "",
            256,
            "a contract has at most 256 classes in all its files, this has 257"),
        new Bound(
            "const a = 1; export {",
            "a as a%,",
            "};",
            1_024,
            "a contract has at most 1024 exports in all its files, this has 1025"),
        new Bound(
            "function f(a) {",
            "a(/x/);",
            "}",
            32,
            "a contract has at most 32 regular expressions in all its files, this has 33"),
        new Bound(
            "function f(a) {",
            "[a] = a;",
            "}",
            512,
            "a contract has at most 512 destructuring patterns in all its files, this has 513"),
        new Bound(
            "function f(a) {",
            "({ a } = a);",
            "}",
            512,
            "a contract has at most 512 destructuring patterns in all its files, this has 513"));
  }

  @ParameterizedTest
  @MethodSource("ofOneFile")
  void holdsInOneFile(Bound bound) {
    assertEquals(List.of(), refused(List.of(bound.text(bound.max))));
    assertEquals(List.of("0.mjs:" + bound.violation), refused(List.of(bound.text(bound.max + 1))));
  }

  @ParameterizedTest
  @MethodSource("ofAllFiles")
  void holdsForAllFilesTogether(Bound bound) {
    int half = bound.max / 2;
    assertEquals(List.of(), refused(List.of(bound.text(half), bound.text(half))));
    assertEquals(
        List.of("1.mjs:1:1 " + bound.violation),
        refused(List.of(bound.text(half), bound.text(half + 1))));
  }

  @Test
  void aTableOfConstantsMayBeLong() {
    String table = "export const a = [" + "1,'a',2n,".repeat(5_000) + "];";
    assertEquals(List.of(), refused(List.of(table)));
  }

  private static List<String> refused(List<String> texts) {
    List<Code.SourceFile> files = new ArrayList<>();
    for (int at = 0; at < texts.size(); at++) {
      String next = at + 1 < texts.size() ? "import './" + (at + 1) + ".mjs';\n" : "";
      files.add(new Code.SourceFile(at + ".mjs", texts.get(at) + "\n" + next));
    }
    Code code = Code.of(1, "0.mjs", files);
    return switch (MachineForTests.THREADS.run(machine -> machine.inspect(code))) {
      case Inspection.Refused refused ->
          refused.violations().stream().map(Violation::toString).toList();
      case Inspection.Contract _, Inspection.Module _ -> List.of();
    };
  }
}
