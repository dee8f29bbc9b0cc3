package org.tallystick.machine;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Contracts and modules of random content. They use their state, emit, call one another, fail in
/// every way, and try to leave things where the next call could find them; each function tells what
/// it saw.
public final class RandomContract {
  /// Functions `f0`, `f1`, … of every contract, each taking a number and the address of a contract.
  public static final int FUNCTIONS = 4;

  /// NAME, NUMBER and BIG stand for a name, a small number and a BigInt, each chosen at random.
  private static final List<String> MOVES =
      List.of(
          // State, events, calls, ends.
          "this.n += x",
          "this.n = this.n * BIG + 1n",
          "this.m.update(x % 3n, (v) => v + BIG)",
          "this.m.get(BIG)",
          "this.all.set('NAME', x)",
          "this.all.delete('NAME')",
          "[...this.all.entries()]",
          "this.l.push(x)",
          "this.l.pop()",
          "this.l.at(BIG)",
          "[...this.l]",
          "this.s = this.s + 'NAME'.repeat(NUMBER)",
          "this.s = ''",
          "this.who = msg.sender",
          "this.r.a = BIG",
          "({ ...this.r })",
          "this.emit.Seen(x, 'NAME')",
          "this.emit.Seen(-1n, 'NAME')",
          "Peer.at(peer).f0(BIG, self)",
          "Peer.at(peer).with({ gas: 40_000n }).fNUMBER(x, self)",
          "call(peer, { data: msg.data }).ok",
          "call(self, { data: msg.data }).ok",
          "staticCall(peer, { data: msg.data }).ok",
          "gasLeft()",
          "[msg.sender, msg.value, tx.hash, block.number, self]",
          "keccak256('NAME')",
          "abi.encode(['uint256', 'string'], [x, 'NAME'])",
          "x / (x % 3n)",
          "require(x % 3n !== 0n, 'NAME')",
          "assert(x % 3n !== 1n)",
          "wild(x, NUMBER, 'NAME')",
          // Places where something could be left.
          "(plain.NAME = x)",
          "plain.NAME",
          "(arrow.NAME = x)",
          "(K.NAME = NUMBER)",
          "(K.inner.NAME = NUMBER)",
          "K.list.push(x)",
          "K.list.length",
          "FNS[0](x)",
          "FNS[1](NUMBER)",
          "(FNS[2] = plain)",
          "(Helper.count = (Helper.count ?? 0) + 1)",
          "(Helper.prototype.NAME = x)",
          "new Helper(NUMBER).next()",
          "new Helper(NUMBER).both",
          "(new Helper(1).method.NAME = 1)",
          "(new Helper(2)).method.NAME",
          "(this.NAME = x)",
          "this.NAME",
          "(this.f0.NAME = 1)",
          "(Object.getPrototypeOf(this).NAME = 1)",
          "(this.l.NAME = 1)",
          "(this.emit.NAME = 1)",
          "(Object.prototype.NAME = 1)",
          "({}).NAME",
          "(Array.prototype[NUMBER] = 1)",
          "[][NUMBER]",
          "(globalThis.NAME = 1)",
          "Object.keys(globalThis).length",
          "(Object.getPrototypeOf(gen).NAME = 1)",
          "(gen.prototype.NAME = 1)",
          "(Object.getPrototypeOf([][Symbol.iterator]()).next = plain)",
          "(Error.prototype.NAME = 1)",
          "new Error('NAME').NAME",
          "(tag`a${x}b`.NAME = 1)",
          "tag`a${x}b`.NAME",
          "tag`a${x}b` === tag`a${x}b`",
          "same() === same()",
          "Object.isFrozen(same())",
          "Symbol('NAME') === Symbol('NAME')",
          "({ [S]: x })[S]",
          "(S.description)",
          "/a(b+)/g.test('abab')",
          "re().test('abab')",
          "(re().lastIndex)",
          "(() => { const r = re(); r.test('abab'); return [r.lastIndex, r.test('abab')]; })()",
          "'abab'.replace(re(), (m, b) => b + x)",
          "[...'abcbd'.matchAll(/b./g)].length",
          "[...gen(NUMBER)]",
          "(() => { const g = gen(9); g.next(); return g.return(5).value; })()",
          "(() => { const w = new WeakMap(); const had = w.has(K); w.set(K, x); return had; })()",
          "(() => { const w = new WeakSet([plain]); return w.has(plain); })()",
          "(() => { let c = 0; const up = () => ++c; up(); return up(); })()",
          "(() => { function inner() {} inner.n = (inner.n ?? 0) + 1; return inner.n; })()",
          "(() => { class C { static n = NUMBER; #p = x; get p() { return this.#p; } } C.n++;"
              + " return [C.n, new C().p]; })()",
          "(() => { class MyError extends Error { constructor(m) { super(m); this.extra = x; } }"
              + " throw new MyError('NAME'); })()",
          "(() => { try { null.NAME; } catch (e) { e.NAME = 1; return [e.name, e.message, e.NAME];"
              + " } })()",
          "(() => { try { assert(false); } catch (e) { return [e.name, e.NAME]; } })()",
          "(() => { try { throw this.errors.Bad(x); } catch (e) { return [e.name, e.args]; } })()",
          "Object.freeze([1, { a: x }])",
          "Object.defineProperty(K, 'NAME', { get: () => x })",
          "Object.getOwnPropertyNames(K)",
          "Reflect.ownKeys(Helper)",
          "Object.create(K).inner.NAME",
          // Work whose engine state stays.
          "'NAME'.charCodeAt(NUMBER)",
          "'NAME'.charCodeAt('1')",
          "'NAMEé'.charAt(x)",
          "'NAME'.substring(NUMBER, -1)",
          "[5, 1, NUMBER, 3].sort((a, b) => a - b)",
          "[5n, BIG, x].sort((a, b) => (a < b ? -1 : 1))",
          "[3, 1, 2].sort(() => { throw new Error('NAME'); })",
          "JSON.stringify({ a: x }, (k, v) => (typeof v === 'bigint' ? String(v) : v))",
          "JSON.stringify({ toJSON() { return [NUMBER, 'NAME']; } })",
          "JSON.parse('{\"a\":[1,{\"b\":NUMBER}]}', (k, v) => (v === NUMBER ? 'NAME' : v))",
          "[NUMBER, 'NAME', null].map(String)",
          "[1, 2, 3].reduce((a, b) => a + b, x % 2n ? 'NAME' : 0)",
          "new Uint8Array([NUMBER, 300, -1]).join()",
          "new Map([[x, 1], ['NAME', 2]]).get('NAME')",
          "[...new Set([1, NUMBER, x])].length",
          "Math.max(NUMBER, '2')",
          "NUMBER + 'NAME'",
          "x + BIG",
          "x + NUMBER",
          "x ** 40n % 1000n",
          "BigInt.asUintN(8, x * BIG)",
          "plain(x) + plain(NUMBER)",
          "plain.call(null, 'NAME')",
          "arrow(x)",
          "arrow('NAME')",
          "Number('0x1NUMBER') / 3",
          "parseInt('NUMBERpx')",
          "({ a: 1, b: x, ...K }).NAME",
          "(({ a, ...rest }) => Object.keys(rest))({ a: 1, NAME: 2 })",
          "((...all) => all.length)(...'NAME', x)",
          "down(NUMBER * 20)");

  /// Ends of a call that leave no word.
  private static final List<String> ENDS =
      List.of(
          "for (;;) {}",
          "down(1e6);",
          "for (let a = []; ; ) a.push(new Array(1000).fill(x));",
          "throw this.errors.Bad(x);",
          "throw new Error('NAME');",
          "throw x;",
          "null.NAME;",
          "return 5;",
          "this.l.at(999n);",
          "{ try { for (;;) {} } finally { this.n = 0n; } }");

  /// What stands above the functions.
  private static final String HEAD =
      """
      import {
        Contract, abi, assert, block, call, contract, gasLeft, keccak256, list, map, mapping, msg,
        require, self, staticCall, struct, tx, address, string, uint256,
      } from 'tally';
      const Peer = contract(`
      SIGNATURES`);
      const K = { list: [1, 2], inner: { n: 1 }, text: 'k' };
      const FNS = [(v) => v + 1n, function (v) { return [this, v]; }];
      const S = Symbol('s');
      const o = { p: 1, q: { r: 2 } };
      const arrow = (v) => v;
      const tag = (parts) => parts;
      const same = () => tag`same`;
      const re = () => /a(b+)/g;
      const down = (n) => (n <= 0 ? 0 : 1 + down(n - 1));
      function f(a = 1, { p: b } = o, [c] = [1], ...d) { return a; }
      function plain(v) { return typeof v + v; }
      function* gen(n) { try { for (let i = 0; i < n; i++) yield i; } finally { yield 'end'; } }
      WILD
      class Base { static kept = [1]; get both() { return [this.at, super.both]; } method() { return 1; } }
      class Helper extends Base {
        at = 0;
        #step;
        constructor(step) { super(); this.#step = step; }
        next() { this.at += this.#step; return this.at; }
      }
      const show = (v) => (typeof v === 'symbol' ? 'symbol' : typeof v === 'object' && v !== null
        ? JSON.stringify(v, (k, w) => (typeof w === 'bigint' ? w + 'n' : w)) : typeof v + v);
      """;

  private final RandomGenerator random;

  private RandomContract(RandomGenerator random) {
    this.random = random;
  }

  /// The source of a contract.
  public static String text(RandomGenerator random) {
    RandomContract contract = new RandomContract(random);
    String members = contract.functions(FUNCTIONS, "  f%d(x, peer) {\n%s  }\n", List.of());
    return head(random)
        + """
        export default class Random extends Contract {
          static abi = `
        SIGNATURES
            event Seen(uint256 indexed x, string text)
            error Bad(uint256 x)
          `;
          static state = {
            n: uint256, m: mapping(uint256, uint256), all: map(string, uint256), l: list(uint256),
            s: string, who: address, r: struct({ a: uint256, b: string }),
          };
        """
            .replace("SIGNATURES", signatures())
        + members
        + "}\n";
  }

  /// The source of a module that exports functions without parameters.
  static String module(RandomGenerator random, int functions) {
    return head(random)
        + new RandomContract(random)
            .functions(
                functions,
                "export function f%d() {\n%s}\n",
                List.of("    const x = BIG, peer = 'NAME';\n"));
  }

  private static String head(RandomGenerator random) {
    return HEAD.replace("SIGNATURES", signatures())
        .replace("WILD", RandomProgram.function(random, "wild"));
  }

  private static String signatures() {
    return IntStream.range(0, FUNCTIONS)
        .mapToObj(at -> "    function f" + at + "(uint256 x, address peer) returns (string)\n")
        .collect(Collectors.joining());
  }

  /// @param beginnings one of them begins each; empty where there is nothing to begin with
  private String functions(int count, String form, List<String> beginnings) {
    return IntStream.range(0, count)
        .mapToObj(at -> {
          String beginning = beginnings.isEmpty() ? "" : filled(beginnings);
          return form.formatted(at, beginning + body());
        })
        .collect(Collectors.joining());
  }

  private String body() {
    StringBuilder text =
        new StringBuilder(
            """
                const seen = [];
                const look = (what) => { try { seen.push(show(what())); } catch (e) { seen.push(`${e}`); } };
            """);
    for (int moves = 1 + random.nextInt(6); moves > 0; moves--) {
      String move = filled(MOVES);
      text.append(
          random.nextInt(12) == 0
              ? "    seen.push(show(" + move + "));\n"
              : "    look(() => " + move + ");\n");
    }
    if (random.nextInt(8) == 0) {
      text.append("    ").append(filled(ENDS)).append('\n');
    }
    return text.append("    return seen.join('|');\n").toString();
  }

  private String filled(List<String> templates) {
    return templates
        .get(random.nextInt(templates.size()))
        .replace("NAME", List.of("kept", "left", "n").get(random.nextInt(3)))
        .replace("NUMBER", Integer.toString(random.nextInt(FUNCTIONS)))
        .replace("BIG", random.nextInt(4) + "n");
  }
}
