package org.tallystick.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a contract sees of an error that the engine throws, wherever it stands, and what it pays.
class EngineErrorsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "null.x;",
        "for (const x of {});",
        "for (const [x] of [1]);",
        "for (const x in null.y);",
        "class A extends 1 {}",
        "class A { static x = null.y; }",
        "try { throw null; } catch ({ a }) {}",
        "try { throw 1; } catch ([a]) {}",
        "l: for (;;) { try { for (const x of {}); } finally { null.x; } }",
        "(() => { for (const x of {}); })();",
        "(function* () { for (const x of {}); })().next();",
        "(function* () { try { for (const x of {}); } catch (e) { throw e; } })().next();",
        "(function* () { yield* {}; })().next();",
        "[1].map(() => null.x);",
        "[].filter({});",
        "(({ a }) => a)(null);",
        "for (const x of { [Symbol.iterator]() { return { next() { return {}; }, return: 1 }; } })"
            + " break;",
      })
  void itsWordsAreTheNameOfItsClassAndItCostsWhatItTakes(String program) {
    MachineForTests.Ended ended =
        MachineForTests.callExport(
            MachineForTests.code(
                "export const f = () => { try { "
                    + program
                    + " } catch (e) { return e.message; } }"),
            "f");
    assertEquals("Returned[value=\"TypeError\"]", ended.result().toString());
    assertTrue(ended.gasUsed() >= EngineErrors.GAS, () -> "only " + ended.gasUsed());
  }

  @Test
  void nothingInsideOfAValueIsShownToPeople() {
    for (String shown : List.of("{ a: 'secret' }", "new Map([['secret', 1]])", "['secret', 1]")) {
      ExportResult result =
          MachineForTests.callExport(
                  MachineForTests.code("export const f = () => [].filter(" + shown + ");"), "f")
              .result();
      assertTrue(result instanceof ExportResult.Threw, result::toString);
      assertTrue(!result.toString().contains("secret"), result::toString);
    }
  }

  @Test
  void whatIsInsideOfAValueDoesNotChangeWhatItsErrorCosts() {
    assertEquals(errorOf("{ a: 1 }"), errorOf("{ a: '" + "x".repeat(1_000) + "' }"));
  }

  private static long errorOf(String value) {
    return gas("const o = " + value + "; try { [].filter(o); } catch {}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for (const x of walked()) throw 1;",
        "new Map(walked());",
        "new WeakSet(walked());",
        "Array.from(walked(), () => { throw 1; });",
        "Object.fromEntries(walked());",
        "Object.groupBy(walked(), () => { throw 1; });",
        "Map.groupBy(walked(), () => { throw 1; });",
        "new Map({ get [Symbol.iterator]() { return walked()[Symbol.iterator]; } });",
        "const a = [walked()[Symbol.iterator]()];"
            + " new Map(Object.defineProperty(a, Symbol.iterator, { value: a.at }));",
        "const g = (function* () { yield; })();"
            + " new Map(Object.defineProperty(g, 'return', { value: end }));",
      })
  void anErrorThatIsLostWhileAnIteratorIsClosedIsPaidByItsLength(String closing) {
    assertTrue(gasOfClosing(closing, "1") - gasOfClosing(closing, "undefined") >= EngineErrors.GAS);
    assertTrue(gasOfClosing(closing, "(1n << 7000n)") - gasOfClosing(closing, "1") > 10_000);
    assertTrue(gasOfClosing(closing, "'x'.repeat(10000)") - gasOfClosing(closing, "1") > 50_000);
  }

  private static long gasOfClosing(String closing, String end) {
    return gas(
        "const end = "
            + end
            + "; const walked = () => ({ [Symbol.iterator]() { return { next() { return {}; },"
            + " return: end }; } }); try { "
            + closing
            + " } catch {}");
  }

  @Test
  void aBuiltInThatIsRefusedAtOnceDoesNotEndTheWalkOfTheOneThatCalled() {
    String refused = "try { Array.from({ get length() { return 1; } }); } catch {}";
    assertEquals(
        writing("", "'x'.repeat(5_000).split('')") - writing("", "[]"),
        writing(refused, "'x'.repeat(5_000).split('')") - writing(refused, "[]"));
  }

  private static long writing(String before, String value) {
    return gas(
        "const o = { toJSON() { "
            + before
            + " return 1; } }; JSON.stringify([o, { toJSON() { return "
            + value
            + "; } }]);");
  }

  private static long gas(String program) {
    MachineForTests.Ended ended =
        MachineForTests.callExport(
            MachineForTests.code("export const f = () => { " + program + " };"), "f");
    assertInstanceOf(ExportResult.Returned.class, ended.result());
    return ended.gasUsed();
  }
}
