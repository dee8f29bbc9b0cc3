package org.tallystick.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.contract.Code;

/// Programs that try to run for ever, to fill the memory or the stack, or to catch what stops them.
/// `hostile.mjs` holds them, one function each. Each would take minutes where its work had no
/// price.
@Timeout(60)
class HostileProgramsTest {
  private static final Code HOSTILE = MachineForTests.code(MachineForTests.resource("hostile.mjs"));

  /// The few that may end by themselves, with an error or cheaply.
  private static final List<String> MAY_END =
      List.of(
          "regex",
          "bigpow",
          "bigmul",
          "bigshift",
          "concat",
          "bind",
          "json",
          "jsonparse",
          "nested",
          "proto",
          "flatrec",
          "tagged",
          "bigparse",
          "split",
          "normalize",
          "ctor",
          "ctor2",
          "protonew",
          "protoclass",
          "protodeclared",
          "protogenerator",
          "protofrom",
          "protocomputed",
          "lengthobject",
          "rawlike",
          "retext",
          "rematch",
          "reflags",
          "bigminus",
          "alikemap",
          "alikeset",
          "alikebigints",
          "alikeentries",
          "alikeyielded",
          "alikegroups",
          "alikemapgroups",
          "alikejson",
          "alikedefined",
          "alikereflected",
          "readslength",
          "growable",
          "boundmany",
          "bigobject",
          "bigbitsobject",
          "bigbitstext",
          "jsonobject",
          "rereplacegroups",
          "resplitgroups",
          "resubclass",
          "reglobal",
          "replaceobject",
          "replacepatternobject",
          "searchobject",
          "splitobject",
          "textobject",
          "encodeobject",
          "execobject",
          "flatspecies",
          "flatclass",
          "concatspecies",
          "concatspreadable");

  static Stream<String> programs() {
    return switch (MachineForTests.THREADS.run(machine -> machine.inspect(HOSTILE))) {
      case Inspection.Module(List<String> exports) -> exports.stream();
      case Inspection.Contract contract -> throw new AssertionError(contract);
      case Inspection.Refused refused -> throw new AssertionError(refused);
    };
  }

  @ParameterizedTest
  @MethodSource("programs")
  void endsWithinItsGasAndTheNextCallWorks(String name) {
    MachineForTests.Ended ended = MachineForTests.callExport(HOSTILE, name);
    assertTrue(ended.gasUsed() <= MachineForTests.GAS);
    if (!MAY_END.contains(name)) {
      assertInstanceOf(ExportResult.Halted.class, ended.result(), name);
    }
    MachineForTests.Ended next =
        MachineForTests.callExport(MachineForTests.code("export const f = () => 1n;"), "f");
    assertEquals("Returned[value=\"1\"]", next.result().toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "proto | RangeError: more than 16 prototypes",
        "protonew | RangeError: more than 16 prototypes",
        "protoclass | RangeError: more than 16 prototypes",
        "protodeclared | TypeError: a class extends a class, not a plain function",
        "protogenerator | RangeError: more than 16 prototypes",
        "protofrom | RangeError: more than 16 prototypes",
        "protocomputed | TypeError: a class extends a class, not a plain function",
        "lengthobject | TypeError: the length of an array-like must be a plain number",
        "rawlike | TypeError: String.raw takes a template",
        "retext | TypeError: RegExp takes a text or a RegExp",
        "rematch | TypeError: String.prototype.match takes a text or a RegExp",
        "reflags | SyntaxError: inside a repetition",
        "bigminus | RangeError: a BigInt has at most 65536 bits",
        "alikemap | RangeError: too many keys that hash alike",
        "alikeset | RangeError: too many keys that hash alike",
        "alikebigints | RangeError: too many keys that hash alike",
        "alikeentries | RangeError: too many keys that hash alike",
        "alikeyielded | RangeError: too many keys that hash alike",
        "alikegroups | RangeError: too many keys that hash alike",
        "alikemapgroups | RangeError: too many keys that hash alike",
        "alikejson | RangeError: too many keys that hash alike",
        "alikedefined | RangeError: too many keys that hash alike",
        "alikereflected | RangeError: too many keys that hash alike",
        "readslength | TypeError: the length of an array-like must be a plain number",
        "bigobject | TypeError: BigInt takes a number or a text",
        "bigbitsobject | TypeError: BigInt.asUintN takes a number of bits and a BigInt",
        "bigbitstext | RangeError: a BigInt has at most 65536 bits",
        "jsonobject | TypeError: JSON.parse takes a text",
        "rereplacegroups | TypeError: RegExp.prototype[Symbol.replace] takes a RegExp without"
            + " properties",
        "resplitgroups | TypeError: RegExp.prototype[Symbol.split] takes a RegExp without"
            + " properties",
        "resubclass | TypeError: RegExp.prototype[Symbol.replace] takes a RegExp without"
            + " properties",
        "reglobal | TypeError: RegExp.prototype[Symbol.match] takes a RegExp without properties",
        "replaceobject | TypeError: String.prototype.replaceAll takes a text or a function",
        "replacepatternobject | TypeError: String.prototype.replace takes a text or a function",
        "searchobject | TypeError: String.prototype.indexOf takes a text, not an object",
        "splitobject | TypeError: String.prototype.split takes a text or a RegExp",
        "textobject | TypeError: String.prototype.normalize takes a text, not an object",
        "encodeobject | TypeError: encodeURI takes a text, not an object",
        "execobject | TypeError: RegExp.prototype.test takes a text, not an object",
        "flatspecies | TypeError: Array.prototype.flat takes an array that has no constructor",
        "flatclass | TypeError: Array.prototype.flat takes an array that has no constructor",
        "concatspecies | TypeError: Array.prototype.concat takes an array that has no constructor",
        "concatspreadable | TypeError: Symbol.isConcatSpreadable must not be computed",
        "growable | TypeError: an ArrayBuffer takes no options",
        "boundmany | RangeError: a function can be bound to at most 32 arguments",
      })
  void endsAtABoundThatSaysWhy(String name, String words) {
    MachineForTests.Ended ended = MachineForTests.callExport(HOSTILE, name);
    ExportResult.Threw threw = assertInstanceOf(ExportResult.Threw.class, ended.result());
    assertTrue(threw.message().startsWith(words), threw.message());
  }

  @Test
  void outOfGasRunsNoHandlerOfTheProgram() {
    Code code =
        MachineForTests.code(
            """
            export function f() {
              try { for (;;) {} } catch { return 'caught'; } finally { return 'finally'; }
            }
            """);
    assertInstanceOf(
        ExportResult.Halted.class, MachineForTests.callExport(code, "f", 100_000).result());
  }
}
