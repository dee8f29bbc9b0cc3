// Ordinary programs, one function for each corner of the language.
export function errname() { class E extends Error { constructor(m) { super(m); this.name = 'E'; } } try { throw new E('hi'); } catch (e) { return `${e.name}:${e.message}:${e instanceof E}:${e}`; } }
export function cls() { class A { #x = 1; static s = 5; get x() { return this.#x; } set x(v) { this.#x = v; } static make() { return new this(); } } const a = A.make(); a.x += 2; return [a.x, A.s]; }
export function gen() { function* g() { let i = 0; try { while (i < 3) yield i++; } finally { i = 100; } } return [...g(), ...new Set([1, 1, 2])]; }
export function dest() { const { a, b: [c, ...d], ...r } = { a: 1, b: [2, 3, 4], e: 5, f: 6 }; return [a, c, d, r]; }
export function map() { const m = new Map([[1, 'a'], ['x', 2n]]); m.set(NaN, 0); return [...m.entries()]; }
export function typed() { const u = new Uint8Array([1, 2, 300]); const v = new DataView(u.buffer); return [u, v.getUint16(0), Array.from(u, (x) => x * 2)]; }
export function json() { return JSON.stringify({ a: [1, 'x', null, undefined], b: { toJSON() { return 7; } } }) + JSON.stringify(JSON.parse('{"x":[1,2,{"y":true}]}')); }
export function re() { return ['2024-01-02'.match(/(\d+)-(?<m>\d+)/).groups.m, 'aXbX'.replace(/X/g, (m, i) => i), 'a1b22'.split(/\d+/)]; }
export function label() { let n = 0; outer: for (let i = 0; i < 5; i++) for (let j = 0; j < 5; j++) { if (j === 3) continue outer; if (i === 3) break outer; n++; } return n; }
export function sortit() { return [5, 1, 10, 2].sort() + '|' + [5, 1, 10, 2].sort((a, b) => a - b) + '|' + [3, 1, 2].toSorted(); }
export function big() { return [2n ** 64n, -7n / 2n, -7n % 2n, BigInt.asUintN(8, -1n), BigInt('0xff'), 10n ** 20n > 5]; }
export function sym() { const s = Symbol('d'); const o = { [s]: 1, get [Symbol.toStringTag]() { return 'T'; } }; return [o[s], String(o), s.description]; }
export function num() { return [0.1 + 0.2, 1 / 0, -0, NaN, 1e21, (255).toString(16), parseInt('12px'), Math.max(1, 2), Math.trunc(-1.5)]; }
export function str() { return ['abc'.at(-1), 'abc'.padStart(5, '-'), ' x '.trim(), 'a,b'.split(','), 'ß'.toUpperCase(), `t${1 + 1}`, 'x'.codePointAt(0)]; }
export function clos() { const fs = []; for (let i = 0; i < 3; i++) fs.push(() => i); return fs.map((f) => f()); }
export function opt() { const o = { a: { b: null } }; return [o?.a?.b?.c, o.x ?? 5, o.a.b?.(), (() => { o.n ??= 3; return o.n; })()]; }
export function override() { const o = {}; o.toString = () => 'mine'; o.constructor = 5; const F = function () {}; F.prototype.toString = function () { return 'F'; }; return [`${o}`, o.constructor, `${new F()}`]; }
export function inst() { return [[] instanceof Array, Object.prototype.toString.call([]), typeof Object.keys({ a: 1 })]; }
export function arr() { return [[1, [2, [3]]].flat(Infinity), [1, 2, 3].includes(2), Array.from({ length: 3 }, (_, i) => i * i), [1, 2, 3].findLast((x) => x < 3), [3, 4].entries().next().value, [1, 2, 3].reduce((a, b) => a + b)]; }
export function args() { return (function () { return arguments.length; })(1, 2, 3); }
export function sw() { const f = (x) => { switch (x) { case 1: return 'one'; case 'a': case 'b': return 'ab'; default: return 'd'; } }; return [f(1), f('b'), f(9)]; }
export function tc() { const log = []; const f = () => { try { log.push(1); throw 5; } catch (e) { log.push(e); return 'r'; } finally { log.push('f'); } }; log.push(f()); return log; }
export function tag() { const t = (s, ...v) => s.raw.join('|') + v.join(','); return t`a${1}\n${2}b`; }
export function getset() { const o = { _v: 1, get v() { return this._v; }, set v(x) { this._v = x * 2; } }; o.v = 5; return [o.v, Object.keys(o), JSON.stringify(Object.getOwnPropertyDescriptor(o, '_v'))]; }
export function weakm() { const k = {}; const w = new WeakMap([[k, 1]]); return w.get(k); }
export function spreadc() { return Math.max(...[1, 5, 3], ...new Set([9])); }
export function iterp() { class R { constructor(n) { this.n = n; } [Symbol.iterator]() { let i = 0; return { next: () => ({ done: i >= this.n, value: i++ }) }; } } return [...new R(4)]; }
