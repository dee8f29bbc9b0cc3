package org.tallystick.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.contract.Code;

/// Nothing that one call does is there for the next, and nothing that others did changes what a
/// call costs.
class IsolationTest {
  private static final String PROGRAM =
      """
      import * as tally from 'tally';
      const CONSTANT = Object.freeze({ list: Object.freeze([1]), inner: { n: 1 } });
      const tag = (parts) => parts;
      function plain() { return 1; }
      class Kept { static n = 1; static list = [1]; get v() { return 1; } method() { return 1; } }
      export function leave() { BODY }
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CONSTANT.x = 1",
        "CONSTANT.list.push(2)",
        "CONSTANT.inner.n = 2",
        "tag`a`.kept = 1",
        "tag`a`.raw.push('x')",
        "plain.kept = 1",
        "plain.prototype.kept = 1",
        "tag.kept = 1",
        "Kept.n = 2",
        "Kept.list[0] = 2",
        "Kept.prototype.method = () => 2",
        "Object.defineProperty(Kept, 'n', { value: 2 })",
        "Object.defineProperty(Kept.prototype, 'v', { get: () => 2 })",
        "delete Kept.prototype.method",
        "leave.kept = 1",
        "Object.prototype.kept = 1",
        "Array.prototype.push = 1",
        "Array.prototype[0] = 1",
        "Map.prototype.get = 1",
        "String.prototype.kept = 1",
        "BigInt.prototype.toJSON = () => 1",
        "Error.prototype.message = 'x'",
        "Object.getPrototypeOf(function* () {}).kept = 1",
        "Object.getPrototypeOf([][Symbol.iterator]()).next = 1",
        "Object.getPrototypeOf(new Uint8Array(1)).kept = 1",
        "Object.getPrototypeOf(Uint8Array).kept = 1",
        "Object.getPrototypeOf(plain).kept = 1",
        "Symbol.kept = 1",
        "Math.kept = 1",
        "JSON.parse = 1",
        "globalThis.kept = 1",
        "undefined = 1",
        "Infinity = 1",
        "tally.kept = 1",
        "tally.msg.sender = 1",
        "tally.uint256.kept = 1",
        "Object.getPrototypeOf(tally.uint256).kept = 1",
        "tally.Contract.kept = 1",
        "tally.Contract.prototype.kept = 1",
        "tally.struct({ a: tally.uint256 }).fields.b = 1",
        "tally.abi.encode = 1",
        "tally.coin.kept = 1",
        "try { tally.require(false); } catch (e) { Object.getPrototypeOf(e).kept = 1; }",
        "try { tally.assert(false); } catch (e) { e.kept = 1; }",
        "try { tally.assert(false); } catch (e) { Object.getPrototypeOf(e).kept = 1; }",
        "try { null.x; } catch (e) { Object.getPrototypeOf(e).kept = 1; }",
        "try { tally.assert(false); } catch (e) { e.constructor.kept = 1; }",
        "(class extends Kept { static { super.n = 5; } })",
        "(class extends Kept { static set(v) { super.method = v; } }).set(1); Kept.method = 3",
      })
  void nothingCanBeChangedThatTheNextCallSees(String body) {
    Code code = MachineForTests.code(PROGRAM.replace("BODY", body + ";"));
    MachineForTests.Ended first = MachineForTests.callExport(code, "leave");
    MachineForTests.Ended second = MachineForTests.callExport(code, "leave");
    assertInstanceOf(ExportResult.Threw.class, first.result(), body);
    assertEquals(first, second, body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // A template object is one for each place, so what is made of it must not be a memory.
        "return [Object.isFrozen(tag`a`), tag`a`.kept]",
        "const m = new WeakMap(); const had = m.has(CONSTANT); m.set(CONSTANT, 1); return had",
        "const r = /a/g; const was = r.lastIndex; r.test('aa'); return [was, r.lastIndex]",
        "return [Symbol('a') === Symbol('a'), typeof Symbol.for]",
        "const f = () => {}; const had = f.kept; f.kept = 1; return had === undefined",
        "function inner() {} inner.n = (inner.n ?? 0) + 1; return inner.n",
        "function* g() { g.n = (g.n ?? 0) + 1; yield g.n; } return [...g(), ...g()]",
        "class C { static n = 0; static { C.n++; } } return ++C.n",
        "return [new Error('x').stack === undefined, Object.keys(globalThis).length]",
      })
  void aSecondCallGivesAndCostsWhatTheFirstDid(String body) {
    Code code = MachineForTests.code(PROGRAM.replace("BODY", body + ";"));
    MachineForTests.Ended first = MachineForTests.callExport(code, "leave");
    assertInstanceOf(ExportResult.Returned.class, first.result(), body);
    assertEquals(first, MachineForTests.callExport(code, "leave"), body);
  }

  private static final String CONTRACT =
      """
      import { Contract, list, mapping, uint256 } from 'tally';
      const by = (step) => step;
      export default class A extends Contract {
        static abi = `
          function leave()
          function count() returns (uint256)
        `;
        static state = { n: uint256, l: list(uint256), m: mapping(uint256, uint256) };
        leave() { BODY; }
        count() { this.n += by(1n); return this.n; }
      }
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "this.kept = 1",
        "this.leave = 1",
        "this.count = () => 5n",
        "A.kept = 1",
        "A.abi = ''",
        "A.state.n = 5",
        "A.prototype.count = () => 5n",
        "Object.getPrototypeOf(A.prototype).kept = 1",
        "Object.defineProperty(this, 'n', { value: 1n })",
        "Object.defineProperty(A.prototype, 'n', { value: 1n })",
        "this.emit.kept = 1",
        "this.errors.kept = 1",
        "this.l.kept = 1",
        "Object.getPrototypeOf(this.l).push = 1",
        "Object.getPrototypeOf(this.m).get = () => 1n",
        "Object.getPrototypeOf(Object.getPrototypeOf(this.m)).get = () => 1n",
        "this.l.push.kept = 1",
        "this.l[Symbol.iterator]().kept.x",
        "Object.getPrototypeOf(this.l[Symbol.iterator]()).next = 1",
        "by.kept = 1",
      })
  void aContractRemembersOnlyItsState(String body) {
    MachineForTests.Deployed contract =
        new MachineForTests.Deployed(CONTRACT.replace("BODY", body));
    MachineResult first = contract.call("leave");
    assertInstanceOf(MachineResult.Reverted.class, first, body);
    assertEquals(first, contract.call("leave"), body);
    assertEquals(List.of(java.math.BigInteger.ONE), contract.read("count"));
  }

  @Test
  void aModuleThatIsImportedWholeLoadsTheFirstTimeAsTheSecond() {
    try (ContractThreads fresh = new ContractThreads("fresh-machine", 1)) {
      Code code =
          MachineForTests.code(
              "import * as tally from 'tally';\nexport const f = () => tally.coin('1');");
      assertEquals("Module[exports=[f]]", fresh.run(machine -> machine.inspect(code)).toString());
    }
  }

  @Test
  void gasIsTheSameWhateverRanBefore() {
    List<String> names = GoldenGas.programs().toList();
    for (long seed = 1; seed <= 3; seed++) {
      long shuffle = seed;
      Random random = new Random(seed);
      MachineForTests.THREADS.run(machine -> {
        List<String> order = new ArrayList<>();
        for (String name : names) {
          GoldenGas.of(name)
              .functions(machine)
              .forEach(function -> order.add(name + " " + function));
        }
        Collections.shuffle(order, random);
        for (String each : order) {
          String[] parts = each.split(" ");
          GoldenGas program = GoldenGas.of(parts[0]);
          assertEquals(
              program.gas().get(parts[1]),
              program.measure(machine, parts[1]),
              () -> each + " in the order of seed " + shuffle);
        }
        return order;
      });
    }
  }
}
