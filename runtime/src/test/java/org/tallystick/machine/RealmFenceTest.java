package org.tallystick.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tallystick.contract.Code;

/// A contract sees what the permits list and nothing else, and can change none of it.
class RealmFenceTest {
  @Test
  void nothingReachableFromTheRealmCanBeChanged() {
    Code code =
        MachineForTests.code(
            """
            export function f() {
              const seen = new Set(), open = [['globalThis', globalThis]], loose = [];
              const more = [[][Symbol.iterator](), new Map().keys(), ''.matchAll(/a/g),
                Object.getPrototypeOf((function* () {})()), function* () {}, new Uint8Array(1), /a/, new Error('x')];
              for (const value of more) open.push(['prototype', Object.getPrototypeOf(value)]);
              while (open.length > 0) {
                const [path, value] = open.pop();
                if ((typeof value !== 'object' && typeof value !== 'function') || value === null) continue;
                if (seen.has(value)) continue;
                seen.add(value);
                if (!Object.isFrozen(value)) loose.push(path);
                open.push([path + '.prototype', Object.getPrototypeOf(value)]);
                for (const key of Reflect.ownKeys(value)) {
                  const property = Object.getOwnPropertyDescriptor(value, key);
                  for (const part of ['value', 'get', 'set']) open.push([path + '.' + String(key), property[part]]);
                }
              }
              return loose;
            }
            """);
    assertEquals("Returned[value=[]]", MachineForTests.callExport(code, "f").result().toString());
  }

  @Test
  void whatIsNotPermittedIsAbsent() {
    Code code =
        MachineForTests.code(
            """
            const NAMES = ['Da' + 'te', 'Prom' + 'ise', 'ev' + 'al', 'Pro' + 'xy', 'WeakR' + 'ef',
              'Float64' + 'Array', 'Float32' + 'Array', 'Int' + 'l', 'Ato' + 'mics', 'Gra' + 'al', 'ho' + 'st'];
            export function f() { return NAMES.filter((name) => name in globalThis); }
            export function g() { return ['ran' + 'dom', 'si' + 'n', 'po' + 'w'].filter((name) => name in Math); }
            """);
    for (String name : List.of("f", "g")) {
      assertEquals(
          "Returned[value=[]]", MachineForTests.callExport(code, name).result().toString());
    }
  }
}
