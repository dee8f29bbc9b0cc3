package org.tallystick.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.contract.Code;

/// What a code costs to load is told from its text.
class LoadUnitsTest {
  private static int units(String text) {
    return LoadUnits.of(MachineForTests.code(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "// a comment (with words)", "/* one\n more */", " \n\t\n"})
  void whatIsNoTokenTakesNothing(String text) {
    assertEquals(0, units(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      value = {
        "const a = 1;                   | 5",
        "const aMuchLongerName = 1_000; | 5",
        "const a = 'text';              | 5",
        "export const a = 1;            | 13",
        "class A {}                     | 28",
        "class A { static a = 1 }       | 56",
        "class A { #a = 1 }             | 34",
        "a = /x/                        | 162",
        "a = `x`                        | 3",
        "a = `x${b}y`                   | 13",
        "a = 'function f(), error E()'  | 27",
      })
  void dearTokensHaveMore(String text, int units) {
    assertEquals(units, units(text));
    assertEquals(units, SourceLimits.read("a.mjs", text).units(), "as the check counts them");
  }

  @Test
  void theUnitsOfAllFilesCount() {
    Code code =
        Code.of(
            1,
            "a.mjs",
            List.of(
                new Code.SourceFile("a.mjs", "import './b.mjs';"),
                new Code.SourceFile("b.mjs", "const a = 1;")));

    assertEquals(3 + 5, LoadUnits.of(code));
    assertEquals(5_000 + code.bytes().length() + 28 * 8, LoadUnits.loadGas(code));
  }
}
