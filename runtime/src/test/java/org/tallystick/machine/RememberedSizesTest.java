package org.tallystick.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.contract.Code;

/// What the meter remembers of one call of a built-in decides nothing about the next.
class RememberedSizesTest {
  private static final long MORE_CHARACTERS = 19;

  /// What a character of a pattern costs where it is written, and where it is matched against a
  /// text of ten.
  private static final long GAS_PER_CHARACTER = 15 + 10;

  private static final Code PROGRAM =
      MachineForTests.code(
          """
          function match(patterns) {
            let fits = 0;
            for (const pattern of patterns) if (pattern.test('aaaaaaaaaa')) fits++;
            return fits;
          }
          export const short = () => match([/b/, /b/]);
          export const long = () => match([/bbbbbbbbbbbbbbbbbbbb/, /bbbbbbbbbbbbbbbbbbbb/]);
          export const mixed = () => match([/b/, /bbbbbbbbbbbbbbbbbbbb/]);

          function push(values, late) {
            const list = [];
            for (const value of values) list.push(value);
            try { list.push(late()); return 'taken'; } catch (error) { return error.name; }
          }
          class Box {}
          class Counted { get length() { return 1; } }
          export const otherPrototype = () => push([new Box(), new Box()], () => new Counted());
          export const otherValue = () => push([{ length: 1 }, { length: 1 }], () => ({ length: [1] }));
          export function changedPrototype() {
            class Late {}
            return push([new Late(), new Late()], () => {
              Object.defineProperty(Late.prototype, 'length', { get() { return 1; } });
              return new Late();
            });
          }
          export function changedFarPrototype() {
            class Far {}
            class Near extends Far {}
            return push([new Near(), new Near()], () => {
              Object.defineProperty(Far.prototype, 'length', { get() { return 1; } });
              return new Near();
            });
          }
          export const changedFunction = () => push([() => 1, () => 2], () =>
            Object.defineProperty(() => 3, 'length', { get() { return 1; } }));
          """);

  @Test
  void aPatternIsPricedByItsOwnLengthAfterAnother() {
    long shortGas = gas("short");
    long longGas = gas("long");

    assertEquals(2 * MORE_CHARACTERS * GAS_PER_CHARACTER, longGas - shortGas);
    assertEquals(MORE_CHARACTERS * GAS_PER_CHARACTER, gas("mixed") - shortGas);
  }

  private static long gas(String name) {
    return MachineForTests.callExport(PROGRAM, name).gasUsed();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "otherPrototype",
        "otherValue",
        "changedPrototype",
        "changedFarPrototype",
        "changedFunction"
      })
  void aComputedLengthIsRefusedAfterObjectsThatLookAlike(String name) {
    assertEquals(
        "Returned[value=\"TypeError\"]",
        MachineForTests.callExport(PROGRAM, name).result().toString());
  }
}
