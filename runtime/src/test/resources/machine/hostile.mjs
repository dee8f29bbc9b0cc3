// Programs that try to run for ever, to fill the memory or the stack, or to catch what stops them.
import { abi } from 'tally';

export function loop() { for (;;) {} }
export function rec() { return rec2(); }
function rec2() { return rec(); }
export function rep() { return 'x'.repeat(2 ** 29).length; }
export function fill() { return new Array(1e9).fill(0).length; }
export function tryloop() { try { for (;;) {} } catch { return 1; } }
export function tryrec() { try { return rec(); } catch { return 'caught'; } }
export function regex() { return /(a|b)+c/.test('ab'.repeat(100000)); }
export function closure() { for (let i = 0, f = () => i;;); }
export function gen() { function* g() { yield* g(); } return [...g()]; }
export function sort() { const a = []; for (let i = 0; i < 10000; i++) a.push(i); a.sort(() => { for (;;) {} }); }
export function bigpow() { return 2n ** 1000000n; }
export function bigmul() { let x = 3n; for (;;) x = x * x; }
export function bigshift() { return 1n << 10000000000n; }
export function concat() { let s = 'x'; for (;;) s += s; }
export function arrlike() { return Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1); }
export function from() { return Array.from({ length: 1e9 }).length; }
export function u8() { return new Uint8Array(1e9).length; }
export function iter() { return [...{ [Symbol.iterator]() { return { next() { return {}; } }; } }]; }
export function iter2() { const p = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())); return [...{ [Symbol.iterator]() { return { next: p[Symbol.iterator] }; } }]; }
export function json() { const a = []; let b = a; for (let i = 0; i < 100000; i++) { const c = []; b.push(c); b = c; } return JSON.stringify(a).length; }
export function jsonparse() { return JSON.parse('['.repeat(100000) + ']'.repeat(100000)); }
export function join() { const a = new Array(1e9); return a.join('xxxx').length; }
export function pad() { return 'x'.padStart(1e9).length; }
export function bind() { let f = () => 1; for (let i = 0; i < 100000; i++) f = f.bind(); return f(); }
export function getter() { const o = { get x() { return this.x; } }; return o.x; }
export function tostr() { const o = { toString() { return '' + o; } }; return '' + o; }
export function proto() { let o = {}; for (let i = 0; i < 100000; i++) o = Object.create(o); return o.x; }
export function mapgrow() { const m = new Map(); for (let i = 0; ; i++) m.set(i, 'x' + i); }
export function objgrow() { const m = {}; for (let i = 0; ; i++) m['k' + i] = i; }
export function arrgrow() { const m = []; for (;;) m.push([]); }
export function replace() { return 'x'.repeat(100000).replaceAll('x', '$&$&$&$&$&$&$&$&$&$&'.repeat(1000)).length; }
export function split() { return 'x'.repeat(1e6).split('').length; }
export function nested() { return [[[1]]].flat(Infinity); }
export function spread() { const a = new Array(1e8); return [...a].length; }
export function apply() { return Math.max.apply(null, new Array(1e7)); }
export function dowhile() { do ; while (true); }
export function labels() { a: for (;;) { continue a; } }
export function flatrec() { const a = []; a.push(a); return a.flat(Infinity); }
export function sortarr() { return new Array(1e7).sort().length; }
export function spreadobj() { const o = {}; for (let i = 0; i < 1000; i++) o['k' + i] = 1; let n = 0; for (;;) { const c = { ...o }; n += c.k1; } }
export function tagged() { return String.raw({ raw: { length: 1e9 } }, 1); }
export function bigparse() { return BigInt('9'.repeat(100000)); }
export function bigstr() { let x = 1n << 65000n; let n = 0; for (;;) n += x.toString().length; }
export function cmp() { const a = 'x'.repeat(1e6), b = 'x'.repeat(1e6); let n = 0; for (;;) if (a + 'y' === b + 'y') n++; }
export function forin() { const o = {}; for (let i = 0; i < 10000; i++) o['k' + i] = 1; for (;;) for (const k in o) break; }
export function destruct() { const a = { *[Symbol.iterator]() { for (;;) yield 1; } }; const [...r] = a; return r; }
export function symloop() { return +{ [Symbol.toPrimitive]() { return +this; } }; }
export function normalize() { return '\u0344'.repeat(1e5).normalize('NFD').length; }
export function ctor() { try { return (function(){}).constructor('return 1')(); } catch (e) { return String(e); } }
export function ctor2() { try { return Object.getPrototypeOf(function*(){}).constructor('yield 1')(); } catch (e) { return String(e); } }
export function protonew() { let o = {}; for (let i = 0; i < 100000; i++) { const F = function () {}; F.prototype = o; o = new F(); } return o.x; }
export function protoclass() { let C = class {}; for (let i = 0; i < 100000; i++) C = class extends C {}; return C.x; }
export function protodeclared() { let o = {}; for (let i = 0; i < 100000; i++) { const F = function () {}; F.prototype = o; class C extends (0, F) {} o = C.prototype; } return o.x; }
export function protogenerator() { let o = {}; for (let i = 0; i < 100000; i++) { const g = function* () {}; g.prototype = o; o = g(); } return o.x; }
export function protofrom() { let o = {}; for (let i = 0; i < 100000; i++) { const F = function () {}; F.prototype = o; o = Array.from.call(F, []); } return o.x; }
export function protocomputed() { const F = function () {}.bind(); Object.defineProperty(F, 'prototype', { get() { return {}; } }); class C extends F {} return C; }
export function lengthobject() { return Array.prototype.map.call({ length: { valueOf() { return 1e9; } } }, (x) => x).length; }
export function rawlike() { return String.raw({ raw: { length: 1e9 } }); }
export function rawlong() { const text = 'x'.repeat(1e6); for (;;) { try { String.raw({ raw: new Array(100).fill(text) }); } catch {} } }
export function retext() { return new RegExp({ toString() { return '(a*)*b'; } }).test('a'.repeat(40)); }
export function rematch() { return 'a'.repeat(40).match({ toString() { return '(a*)*b'; } }); }
export function reflags() { return new RegExp(/(?:a|A)+b/, 'i').test('a'.repeat(40)); }
export function renew() { for (let i = 0; ; i++) new RegExp('([a-z]+)@([a-z]+)[.](com|org)x{0,4}' + i, 'iu').test('a@b.com'); }
export function reliteral() { for (let i = 0; ; i++) 'abc'.match('b' + i); }
export function resttext() { const { ...rest } = 'x'.repeat(1e6); return Object.keys(rest).length; }
export function restparameter() { const wide = {}; for (let i = 0; i < 3000; i++) wide['k' + i] = i; const f = ({ k1, ...rest }) => k1; for (;;) f(wide); }
export function jsonempty() { const wide = {}; for (let i = 0; i < 50000; i++) wide['k' + i] = undefined; for (;;) JSON.stringify({ get a() { return wide; } }); }
export function jsonkeys() { const keys = []; for (let i = 0; i < 10000; i++) keys.push('k' + i); const all = []; for (let i = 0; i < 1000; i++) all.push({}); for (;;) JSON.stringify(all, keys); }
export function jsonholes() { for (;;) { try { JSON.stringify({ toJSON() { return new Array(16e6); } }); } catch {} } }
export function jsongrows() { let a = []; for (let i = 0; i < 400; i++) a = [a]; const all = new Array(10000).fill(a); for (;;) { try { JSON.stringify(all, null, '          '); } catch {} } }
export function jsoncircle() { const o = { a: {} }; o.a.o = o; for (;;) { try { JSON.stringify(o); } catch {} } }
export function jsonshared() { let a = [1]; for (let i = 0; i < 40; i++) a = [a, a]; return JSON.stringify(a).length; }
export function revive() { let deep = {}; for (let i = 0; i < 300000; i++) deep = { deep }; return JSON.parse('[1,2]', function (key, value) { if (key === '0') this[1] = deep; return value; }); }
export function joininherited() { class A extends Array {} for (let i = 0; i < 1000; i++) A.prototype[i] = 'x'.repeat(1e4); for (;;) { try { new A(1000).join(''); } catch {} } }
export function bigtext() { const a = 3n ** 20000n, text = a.toString(); for (;;) a < text; }
export function bigbits() { const a = 3n ** 40000n; for (;;) a ^ ~a; }
export function bigminus() { let a = 1n << 65000n; for (;;) a = a - -a; }
export function bigdivide() { const a = 3n ** 40000n; for (;;) a / 7n; }
export function forinchain() { let o = {}; for (let i = 0; i < 15; i++) { o = Object.create(o); for (let j = 0; j < 200; j++) o['k' + i + '_' + j] = 1; } for (;;) for (const k in o) break; }
export function jumps() { a: while (true) { do { continue a; } while (true); } }
export function errors() { for (;;) { try { null.x; } catch {} } }
export function deletes() { const o = {}; for (let i = 0; ; i++) { o['k' + i] = 1; delete o['k' + i]; } }
export function freezes() { for (;;) { const o = {}; for (let i = 0; i < 1000; i++) o['k' + i] = i; Object.freeze(o); } }
export function redefines() { const o = {}; for (let i = 0; i < 900; i++) o['k' + i] = i; for (let i = 0; ; i++) Object.defineProperty(o, 'k5', { enumerable: i % 2 === 0, configurable: true }); }
export function readsnumber() { const text = '1'.repeat(1e6); for (;;) +text; }
export function multiplies() { const text = '1'.repeat(1e6); for (;;) text * 1; }
export function subtracts() { const text = '1'.repeat(1e6); for (;;) text - 1; }
export function bitwise() { const text = '1'.repeat(1e6); for (;;) text & 5; }
export function compares() { const text = '1'.repeat(1e6); for (;;) text < 5; }
export function increments() { const text = '1'.repeat(1e6); const o = {}; for (;;) { o.x = text; o.x++; } }
export function asks() { const text = '1'.repeat(1e6); for (;;) isNaN(text) || [1].at(text) || Math.abs(text); }
export function deletesfirst() { for (;;) { const o = {}; for (let i = 0; i < 900; i++) o['k' + i] = i; for (let i = 0; i < 900; i++) delete o['k' + i]; } }
export function marks() { const text = 'a' + '\u0301\u0316'.repeat(1e5); for (;;) text.normalize('NFC'); }
function alike(count) { const names = []; for (let i = 0; i < count; i++) { let name = ''; for (let bit = 0; bit < 12; bit++) name += i >> bit & 1 ? 'Aa' : 'BB'; names.push(name); } return names; }
export function alikemap() { new Map(alike(600).map((name) => [name, 1])); }
export function alikeset() { new Set(alike(600)); }
export function alikebigints() { const map = new Map(); for (let i = 0n; ; i++) map.set((i << 32n) + 100000n - 31n * i, 1); }
export function alikeentries() { Object.fromEntries(new Map(alike(30).map((name) => [name + '!', 1]))); Object.fromEntries(alike(600).map((name) => [name, 1])); }
export function alikeyielded() { Object.fromEntries((function* () { for (const name of alike(600)) yield [name, 1]; })()); }
export function alikegroups() { Object.groupBy(alike(600), (name) => name); }
export function alikemapgroups() { Map.groupBy(alike(600), (name) => name); }
export function alikejson() { JSON.parse('{' + alike(600).map((name) => `"\\u0041${name.slice(1)}":1`).join() + '}'); }
export function alikedefined() { for (const name of alike(600)) Object.defineProperty({}, name, { value: 1 }); }
export function alikereflected() { for (const name of alike(600)) Reflect.set({}, name, 1); }
export function readscode() { const text = '1'.repeat(1e5); for (;;) 'a'.charCodeAt(text) || 'a'.charAt(text) || 'a'.substring(text); }
export function readsmany() { const text = '1'.repeat(1e5); for (;;) Math.max(1, text) || [1].slice(text, text) || String.fromCharCode(text); }
export function readselements() { const texts = new Array(100).fill('1'.repeat(1e4)); for (;;) new Uint8Array(100).set(texts); }
export function readsyielded() { const text = '1'.repeat(1e4); for (;;) BigInt64Array.from((function* () { for (let i = 0; i < 100; i++) yield text; })()); }
export function readsfilled() { const text = '1'.repeat(1e4); for (;;) new BigInt64Array(1).fill(text); }
export function readsstart() { const text = '1'.repeat(1e5), pattern = /a/y; for (;;) { pattern.lastIndex = text; pattern.test('b'); } }
export function readslength() { const list = { length: '0'.repeat(1e5) + '1' }; for (;;) Array.prototype.indexOf.call(list, 0); }
export function findstext() { const texts = new Array(1000).fill('x'.repeat(1e5) + 'a'); const other = 'x'.repeat(1e5) + 'b'; for (;;) texts.includes(other); }
export function sortstexts() { const texts = []; for (let i = 0; i < 50; i++) texts.push('x'.repeat(1e4) + i); for (;;) texts.toSorted(); }
export function writesbigint() { const big = 3n ** 40000n; for (;;) Object.hasOwn({}, big) || Symbol.iterator === big || String(big); }
export function writesreturned() { const big = 3n ** 40000n; const o = { toString: () => big }; for (;;) `${o}`; }
export function sortsbigints() { const big = 3n ** 40000n; for (;;) [big, big, big].toSorted(); }
export function readshex() { const text = '0x' + 'f'.repeat(1e5); for (;;) +text; }
export function writesradix() { for (;;) (5e-324).toString(2); }
export function slowarray() { const list = new Array(1e5).fill(1); Object.defineProperty(list, 5, { get: () => 1 }); for (;;) list.slice(); }
export function flattens() { const inner = new Array(1e5).fill(1); for (;;) [1].flatMap(() => inner); }
export function lengthens() { const kept = []; for (;;) { const list = new Array(9e5); list[0] = 1; kept.push(list); } }
export function growable() { const all = []; for (;;) all.push(new ArrayBuffer(0, { maxByteLength: 5e7 })); }
export function applycomputed() { const list = { get length() { return 65536; } }; for (;;) { try { Reflect.apply(() => 1, null, list); } catch {} } }
export function boundmany() { const bound = (() => 1).bind(null, ...new Array(60000)); for (;;) bound(); }
export function rebig() { const big = 3n ** 40000n; for (let i = 0n; ; i++) { try { new RegExp(big + i); } catch {} } }
export function matchbig() { const big = 3n ** 40000n; for (let i = 0n; ; i++) { try { 'x'.match(big + i); } catch {} } }
export function describes() { const text = '\u4e2d'.repeat(4e6); for (;;) { try { abi.encode(['uint256'], [text]); } catch {} } }
export function bigobject() { const digits = ['9'.repeat(1e6)]; return BigInt(digits); }
export function bigbitsobject() { return BigInt.asUintN({ valueOf() { return 1e9; } }, -1n); }
export function bigbitstext() { return BigInt.asUintN(64, '9'.repeat(1e5)); }
export function jsonobject() { return JSON.parse(['['.repeat(1e5)]); }
export function rereplacegroups() { const r = /a/; Object.defineProperty(r, 'exec', { value: () => ({ index: 0, length: 1e9, 0: 'a' }) }); return 'abc'.replace(r, () => 'b'); }
export function resplitgroups() { const exec = () => ({ index: 0, length: 1e9, 0: 'a' }); return RegExp.prototype[Symbol.split].call({ flags: '', constructor: { [Symbol.species]: function () { return { exec }; } } }, 'abc'); }
export function resubclass() { class R extends RegExp { exec() { return { index: 0, length: 1e9, 0: '' }; } } return 'abc'.replace(new R('a'), 'b'); }
export function replaceobject() { return 'x'.repeat(1e5).replaceAll('x', { toString() { return "$'".repeat(100); } }); }
export function replacepatternobject() { return 'x'.repeat(1e5).replace(/x/g, { toString() { return "$'".repeat(100); } }); }
export function searchobject() { const text = 'a'.repeat(1e6), sought = { toString() { return 'a'.repeat(1e4) + 'b'; } }; for (;;) text.indexOf(sought); }
export function splitobject() { return 'a'.repeat(1e6).split({ toString() { return ''; } }); }
export function textobject() { const text = { toString() { return '\u0344'.repeat(1e5); } }; return String.prototype.normalize.call(text, 'NFD'); }
export function encodeobject() { return encodeURI({ toString() { return '\u4e2d'.repeat(1e6); } }); }
export function execobject() { return /x[^x]x*y/.test(['x'.repeat(1e6)]); }
export function flatspecies() { const a = new Array(3000).fill(0); Object.defineProperty(a, 'constructor', { value: { [Symbol.species]: function () { a.fill(new Array(30000).fill(1)); return []; } } }); return a.flat().length; }
export function flatclass() { let a; class A extends Array { constructor() { super(); a?.fill(new Array(30000).fill(1)); } } a = A.from({ length: 3000 }); return a.flat().length; }
export function concatspecies() { const b = [], a = []; Object.defineProperty(a, 'constructor', { value: { [Symbol.species]: function () { for (let i = 0; i < 5000; i++) b.push(1); return []; } } }); return a.concat(...new Array(5000).fill(b)).length; }
export function concatspreadable() { const b = [], a = { get [Symbol.isConcatSpreadable]() { for (let i = 0; i < 5000; i++) b.push(1); return false; } }; return [].concat(a, ...new Array(5000).fill(b)).length; }
export function reglobal() { const r = /a/; Object.defineProperty(r, 'global', { value: true }); return 'a'.match(r).length; }
export function jsonsiblings() { const wide = new Array(1000).fill(0); for (;;) { const o = { a: { toJSON() { o.b.fill(wide); } }, b: new Array(20000).fill(0) }; try { JSON.stringify(o); } catch {} } }
export function symbols() { const big = 3n ** 40000n; for (;;) Symbol(big); }
export function symbolsmade() { const big = 3n ** 40000n; const Make = Symbol('a').constructor; for (;;) Make(big); }
export function symbolstext() { const symbol = Symbol('x'.repeat(4e6)); for (;;) symbol.toString().charCodeAt(5); }
export function replaceslong() { const text = 'a'.repeat(1e6), sought = 'a'.repeat(1000) + 'b'; for (;;) text.replace(sought, ''); }
export function gaps() { const list = []; for (let i = 0; ; i += 4900) list[i] = 1; }
export function keepsbigints() { const kept = []; for (;;) kept.push(1n << 65000n); }
export function keepslengths() { const kept = []; for (;;) { const list = []; list.length = 9e5; list[0] = 1; kept.push(list); } }
export function powers() { const base = Object(3n); for (;;) { try { base ** Object(100000000n); } catch {} } }
export function patterntext() { const like = { source: 'x'.repeat(4e6), flags: 'a' }; for (;;) RegExp.prototype.toString.call(like).charCodeAt(5); }
export function showninside() { const make = (of) => { const o = {}; for (let i = 0; i < 20; i++) o['k' + i] = of; return o; }; const o = make(make(make('x'.repeat(1000000)))); for (;;) try { for (const x of o); } catch {} }
export function shownkeys() { const o = {}; for (let i = 0; i < 100000; i++) o['k' + i] = i; for (;;) try { [].filter(o); } catch {} }
export function unstated() { const o = {}; for (let i = 0; i < 100000; i++) o['k' + i] = i; for (;;) try { for (const x of o); } catch {} }
export function closing() { const o = { [Symbol.iterator]() { return { next() { return {}; }, return: 2n ** 65000n }; } }; for (;;) try { for (const x of o) throw 1; } catch {} }
export function closingpattern() { const o = { [Symbol.iterator]() { return { next() { return {}; }, return: 2n ** 65000n }; } }; for (;;) try { const [x = null.y] = o; } catch {} }
export function refusedtypes() { for (;;) try { abi.encode(['uintx'], [1n]); } catch {} }
export function namedjoin() { const a = [1]; for (let i = 0; i < 4000; i++) a['k' + i] = i; for (;;) a.join(); }
export function namedtext() { const a = [1]; for (let i = 0; i < 4000; i++) a['k' + i] = i; for (;;) `${a}`; }
export function namedjson() { const a = [1]; for (let i = 0; i < 4000; i++) a['k' + i] = i; for (;;) JSON.stringify([a, a]); }
export function longerror() { const e = new Error('x'.repeat(1e5)); for (;;) e.toString().charCodeAt(5); }
export function rawofarray() { const a = []; a.raw = new Array(3000).fill('x'); for (;;) String.raw(a); }
