package org.tallystick.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.contract.Code;

/// What the meter remembers of one call of a built-in decides nothing about the next.
class RememberedSizesTest {
  private static final Code PROGRAM =
      MachineForTests.code(
          """
          function match(patterns) {
            let fits = 0;
            for (const pattern of patterns) if (pattern.test('aaaaaaaaaa')) fits++;
            return fits;
          }
          export const shortFirst = () => match([/b/, /bbbbbbbbbbbbbbbbbbbb/]);
          export const longFirst = () => match([/bbbbbbbbbbbbbbbbbbbb/, /b/]);

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
  void aPatternIsPricedByItsOwnLengthInAnyOrder() {
    assertEquals(
        MachineForTests.callExport(PROGRAM, "shortFirst").gasUsed(),
        MachineForTests.callExport(PROGRAM, "longFirst").gasUsed());
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
