package org.tallystick.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.contract.Code;
import org.tallystick.json.Json;
import org.tallystick.json.JsonObject;

/// Ordinary programs of the language give what the ECMAScript specification says, in a realm that
/// was pruned and frozen.
///
/// The folder `language` holds the programs, a file a topic. Beside each `.mjs` stands a `.json`
/// with what ECMA-262 says that its functions return.
class LanguageTest {
  private static final Code ORDINARY =
      MachineForTests.code(MachineForTests.resource("ordinary.mjs"));

  /// One function for each corner of the language, and what each gives.
  private static final Code LANGUAGE =
      MachineForTests.code(MachineForTests.resource("language.mjs"));

  private static final JsonObject CORNERS =
      (JsonObject) Json.parse(MachineForTests.resource("language.json"));

  /// Where this realm differs on purpose, and what it gives instead.
  private static final Code DEVIATIONS =
      MachineForTests.code(MachineForTests.resource("deviations.mjs"));

  private static final JsonObject DEVIATING =
      (JsonObject) Json.parse(MachineForTests.resource("deviations.json"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "errname | \"E:hi:true:E: hi\"",
        "cls | [3,5]",
        "gen | [0,1,2,1,2]",
        "dest | [1,2,[3,4],{\"e\":5,\"f\":6}]",
        "map | [[1,\"a\"],[\"x\",\"2\"],[\"NaN\",0]]",
        "typed | [\"0x01022c\",258,[2,4,88]]",
        "re | [\"01\",\"a1b3\",[\"a\",\"b\",\"\"]]",
        "label | 9",
        "big | [\"18446744073709551616\",\"-3\",\"-1\",\"255\",\"255\",true]",
        "sym | [1,\"[object T]\",\"d\"]",
        "num | [0.30000000000000004,\"Infinity\",0,\"NaN\",1e+21,\"ff\",12,2,-1]",
        "str | [\"c\",\"--abc\",\"x\",[\"a\",\"b\"],\"SS\",\"t2\",120]",
        "clos | [0,1,2]",
        "opt | [null,5,null,3]",
        "override | [\"mine\",5,\"F\"]",
        "inst | [true,\"[object Array]\",\"object\"]",
        "arr | [[1,2,3],true,[0,1,4],2,[0,3],6]",
        "args | 3",
        "sw | [\"one\",\"ab\",\"d\"]",
        "tc | [1,5,\"f\",\"r\"]",
        "getset |"
            + " [10,[\"_v\",\"v\"],\"{\\\"value\\\":10,\\\"writable\\\":true,\\\"enumerable\\\":true,\\\"configurable\\\":true}\"]",
        "weakm | 1",
        "spreadc | 9",
        "iterp | [0,1,2,3]"
      })
  void givesWhatTheSpecificationSays(String function, String expected) {
    MachineForTests.Ended first = MachineForTests.callExport(ORDINARY, function);
    ExportResult.Returned returned =
        assertInstanceOf(ExportResult.Returned.class, first.result(), first.toString());
    assertEquals(Json.parse(expected).write(), returned.value().write());

    MachineForTests.Ended second = MachineForTests.callExport(ORDINARY, function);
    assertEquals(first, second, "the second call differs from the first");
  }

  static Stream<String> corners() {
    return CORNERS.members().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("corners")
  void everyCornerOfTheLanguageGivesWhatTheSpecificationSays(String corner) {
    ExportResult.Returned returned =
        assertInstanceOf(
            ExportResult.Returned.class, MachineForTests.callExport(LANGUAGE, corner).result());
    assertEquals(CORNERS.members().get(corner), returned.value());
  }

  /// A function of a program, and what it is to return.
  record Case(String topic, Code code, String function, Json expected) {
    @Override
    public String toString() {
      return topic + "." + function;
    }
  }

  static Stream<Case> cases() {
    return LanguagePrograms.topics().flatMap(LanguageTest::cases);
  }

  private static Stream<Case> cases(String topic) {
    Code code = MachineForTests.code(LanguagePrograms.text(topic));
    JsonObject expected = LanguagePrograms.expected(topic);
    return expected.members().entrySet().stream()
        .map(entry -> new Case(topic, code, entry.getKey(), entry.getValue()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyProgramGivesWhatTheSpecificationSays(Case program) {
    MachineForTests.Ended first = MachineForTests.callExport(program.code(), program.function());
    ExportResult.Returned returned =
        assertInstanceOf(ExportResult.Returned.class, first.result(), first.toString());
    // As texts, since the order of keys is part of what the specification says.
    assertEquals(program.expected().write(), returned.value().write());
    assertEquals(first, MachineForTests.callExport(program.code(), program.function()));
  }

  @ParameterizedTest
  @MethodSource("org.tallystick.machine.LanguagePrograms#topics")
  void noProgramIsForgotten(String topic) {
    Inspection found = MachineForTests.inspect(LanguagePrograms.text(topic));
    Inspection.Module module =
        assertInstanceOf(Inspection.Module.class, found, () -> topic + ": " + found);
    assertEquals(LanguagePrograms.expected(topic).members().keySet(), Set.copyOf(module.exports()));
  }

  static Stream<String> deviations() {
    return DEVIATING.members().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("deviations")
  void whatDiffersFromTheSpecificationIsWrittenDown(String deviation) {
    ExportResult result = MachineForTests.callExport(DEVIATIONS, deviation).result();
    ExportResult.Returned returned =
        assertInstanceOf(ExportResult.Returned.class, result, result.toString());
    assertEquals(
        Objects.requireNonNull(DEVIATING.members().get(deviation)).write(),
        returned.value().write());
  }
}
