// Programs that try to run for ever, to fill the memory or the stack, or to catch what stops them.
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
