package org.tallystick.machine;

import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever a contract hands to the library and to the machine, only its own call fails: a value
/// that nobody expected is an error of the contract, never a fault that stops the node.
class HostArgumentsTest {
  private static final String CONTRACT =
      """
      import { Contract, abi, balanceOf, bytes, call, coin, contract, ecrecover, hex,
        keccak256, list, map, mapping, send, set, sha256, staticCall, string, struct, uint8, uint256
      } from 'tally';
      export default class A extends Contract {
        static abi = `
          function f()
          function g() returns (uint256 a, uint256 b)
          function h() returns (uint256[])
          event E(uint256 a)
          error X(string a)
        `;
        static state = {
          n: uint256, m: mapping(string, uint256), l: list(uint256), s: set(uint256),
          r: struct({ a: uint256 }), p: map(uint256, struct({ a: uint256 })),
        };
        f() { BODY }
        g() { BODY }
        h() { BODY }
      }
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abi.encode(5n, 5n)",
        "abi.encode(['uint256'], 5n)",
        "abi.encode(['uint256'])",
        "abi.encode(['uint256'], null)",
        "abi.encode(['uint7'], [1n])",
        "abi.encode(['bytes33'], ['0x'])",
        "abi.encode(['('], [1n])",
        "abi.encode(['uint256[99999999999999]'], [[]])",
        "abi.encode([{}], [1n])",
        "abi.encode({ length: 1 }, [1n])",
        "abi.encode(['uint256'], { 0: 1n, length: 1 })",
        "const a = []; a.length = 4294967295; abi.encode(a, a)",
        "const a = []; a.length = 4294967295; abi.encode(['uint256[]'], [a])",
        "abi.encodePacked(['uint256'], 'x')",
        "abi.decode(['uint256'], '0x12')",
        "abi.decode('uint256', '0x12')",
        "abi.decode(['uint256[]'], '0x' + 'ff'.repeat(64))",
        "const a = []; a.length = 4294967295; return a",
        "return { a: 1n }",
        "return { get a() { throw 5; }, b: 1n }",
        "contract('function')",
        "contract(5)",
        "contract('function f(').at('0x').f()",
        "contract('function f()').at('0x12').f()",
        "contract('function f(uint256 a)').at(null).f(1n)",
        "coin('1e99999')",
        "coin(1.5)",
        "coin('-1')",
        "hex(5n)",
        "hex(new Uint16Array(3))",
        "bytes('0x123')",
        "bytes('xyz')",
        "keccak256({})",
        "keccak256('\\ud800')",
        "sha256(undefined)",
        "ecrecover('0x', 27n, '0x', '0x')",
        "ecrecover('0x' + '11'.repeat(32), 27, '0x' + '11'.repeat(32), '0x' + '11'.repeat(32))",
        "balanceOf('0x12')",
        "balanceOf(5n)",
        "balanceOf('0x' + 'g'.repeat(40))",
        "call('0x12')",
        "call('0x' + '12'.repeat(20), { data: 5 })",
        "call('0x' + '12'.repeat(20), { value: -1n })",
        "call('0x' + '12'.repeat(20), { gas: 1.5 })",
        "staticCall(null)",
        "send('0x' + '12'.repeat(20), 5)",
        "A.deploy({ salt: 5 })",
        "Contract.deploy()",
        "Contract.deploy.call(5n)",
        "Contract.with()",
        "struct()",
        "struct({ a: 5 })",
        "mapping(list(uint256), uint256)",
        "list(5n)",
        "this.n = undefined",
        "this.n = {}",
        "this.l.push({})",
        "this.l.at(0)",
        "this.l.at('0')",
        "this.l.at.call({}, 0n)",
        "this.m.get(5n)",
        "this.m.set('a')",
        "this.m.update('a', 5)",
        "this.s.add()",
        "this.s.page('a', 'b').x.y",
        "this.r = { b: 1n }",
        "this.r = 5n",
        "this.r.b = 5n",
        "this.l = []",
        "this.unknown = 1n",
        "this.emit.E()",
        "this.emit.E('x')",
        "this.emit.E(1n, 2n)",
        "this.emit.F()",
        "this.errors.X(5n)",
        "throw this.errors.X()",
        "throw undefined",
        "throw { toString() { for (;;) {} } }",
        "throw Object.freeze([])",
        "throw Symbol('x')",
        "const e = new Error('x'); Object.defineProperty(e, 'message', { get() { throw 5; } });"
            + " throw e",
        "const e = new Error('x'); Object.defineProperty(e, 'message', { get() { throw this; } });"
            + " throw e",
        "const e = new Error('x'); e.message = 5n; throw e",
        "const e = new Error('x'); e.name = {}; throw e",
        "class E extends Error { get name() { throw 1; } } throw new E('x')",
        "throw new Error('\\ud800')",
        "throw 'text \\udc00'",
        "const e = Object.create(Error.prototype); throw e",
        "const K = uint256.constructor; list(new K('value', 'x', { code: 99999 })).x.y",
        "const K = uint256.constructor, k = new K('value', 'x', { code: 99999 });"
            + " new this.m.constructor(mapping(k, k), 5n).get(5n)",
        "const K = uint256.constructor, k = new K('value', 'x', { code: 'y' });"
            + " new this.m.constructor(mapping(k, k), 5n).get(5n)",
        "const K = uint256.constructor, k = new K('value', 'x', {});"
            + " new this.l.constructor(list(k), 'x').length.x.y",
        "new this.m.constructor(mapping(uint256, uint256), {}).get(5n)",
        "try { throw this.errors.X('a'); } catch (e) { throw new e.constructor('Y', [], 5); }",
        "try { throw this.errors.X('a'); } catch (e) { e.constructor.dataOf({}); throw 1; }",
        "this.emit.E.call(null, 2n ** 256n)",
        "new this.emit.E(1n)",
        "new (class extends this.emit.E {})(1n)",
        "Reflect.apply(this.emit.E, 5, { length: 4294967295 })",
      })
  void failsTheCallAndNothingElse(String body) {
    MachineForTests.Deployed contract =
        new MachineForTests.Deployed(CONTRACT.replace("BODY", body));
    for (String function : new String[] {"f", "g", "h"}) {
      MachineResult result = contract.call(function);
      boolean mayReturn = function.equals("f") && body.contains("return");
      assertFalse(
          result instanceof MachineResult.Returned && !mayReturn,
          () -> function + " of " + body + " returned");
    }
  }
}
