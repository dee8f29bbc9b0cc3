// What could depend on the locale, the time zone, the processor, the stack, the heap or the age of the engine.
export function upper() { return ['i', 'ı', 'ß', 'ŉ', 'ǰ', 'title', 'ﬃ', 'ΐ', 'ı̇'].map((text) => text.toUpperCase()); }
export function lower() { return ['I', 'İ', 'IĞ', 'Σ', 'ΑΣ', 'ΑΣΑ', 'K', 'Å'].map((text) => text.toLowerCase()); }
export function there() { return ['toLocaleUpper' + 'Case', 'locale' + 'Compare'].map((name) => typeof 'i'[name]).concat(typeof (1)['toLocale' + 'String'], typeof [1n]['toLocale' + 'String']); }
export function joined() { return [String([1.5, 1e21, null, [2]]), [1.5, -0].join(), `${[1234567.891]}`]; }
export function caseless() { return [/I/i.test('ı'), /i/i.test('İ'), /i/iu.test('İ'), /ſ/iu.test('s'), /K/iu.test('k'), /ß/iu.test('ẞ'), /[^x]/iu.test('X'), /\w/iu.test('ſ')]; }
export function normal() { return ['NFC', 'NFD', 'NFKC', 'NFKD'].map((form) => [...'ﬁ\u1E9B\u0323İ가Å'.normalize(form)].map((c) => c.codePointAt(0).toString(16)).join('.')); }
export function sorted() { return [['ı', 'i', 'I', 'İ', 'z', 'ä', 'Z', 'é', '\u{1F600}', '\uFFFF'].sort(), [10, 9, 1, 2.5, -1, null, undefined, 'a'].sort(), [3n, 20n, 1n].sort()]; }
export function stable() { const all = []; for (let i = 0; i < 200; i++) all.push([i % 7, i]); return all.sort((a, b) => a[0] - b[0]).map((pair) => pair[1]).join(); }
export function unfair() { const all = []; for (let i = 0; i < 100; i++) all.push((i * 37) % 101); let turn = 0; return all.sort(() => (turn++ % 3) - 1).join(); }
export function texts() { return [0.1, 1 / 3, 1e21, 1e-7, 123456789012345680000, 5e-324, 1.7976931348623157e308, -0, 2 ** 53, 0.000001, 4.35, 1.005, 100].map(String); }
export function radix() { return [0.1, 255.5, -1 / 3, 2 ** 60, 1e300].map((number) => [2, 3, 16, 36].map((base) => number.toString(base)).join(' ')); }
export function fixed() { return [1.005, 0.5, 1.5, 2.5, -1.45, 1e20, 123.456].map((number) => [number.toFixed(0), number.toFixed(2), number.toPrecision(3), number.toExponential(4)].join(' ')); }
export function parsed() { return ['1,5', '1.5', ' 1e3x', '0x1f', '.5.5', '-Infinity', '١٢', '1_000', '\u00a07', '1e400', '2.2250738585072011e-308'].map((text) => [parseFloat(text), Number(text), parseInt(text)].map(String).join(' ')); }
export function roots() { return [2, 3, 10, 0.1, 1e300].map((number) => [Math.sqrt(number), Math.trunc(-number), Math.round(number - 0.5), Math.sign(-number), Math.fround(number), Math.clz32(number), Math.imul(number, 5)].map(String).join(' ')); }
export function remainders() { return [5.5 % 2, -5.5 % 2, 5 % -0, 2 ** 0.5, (-8) ** (1 / 3), 1e308 * 10, 0 / 0, -(0 / 0), 2 ** -1074, 7 ** 30].map(String); }
export function bits() { return [1 << 31, 1 << 33, -1 >>> 0, 2 ** 32 | 0, 1e21 | 0, NaN | 0, ~~'12', 5 & '6', 2 ** 53 ^ 1].map(String); }
export function nan() { const bytes = new Uint8Array([0 / 0, -(0 / 0), Math.sqrt(-1), NaN, 300, -1, 1.9]); return [Array.from(bytes), ['setFloat' + '64', 'getFloat' + '32'].map((name) => typeof new DataView(new ArrayBuffer(8))[name])]; }
export function views() { const view = new DataView(new ArrayBuffer(16)); view.setUint32(0, 0x01020304); view.setInt16(5, -2, true); view.setBigUint64(8, 2n ** 64n - 2n); return [Array.from(new Uint8Array(view.buffer)), Array.from(new Uint16Array(view.buffer)), new Int32Array(view.buffer)[0]]; }
export function keys() { const o = { b: 1, 2: 1, a: 1, 1: 1, [-1]: 1, [2 ** 32]: 1, '01': 1 }; o.c = 1; delete o.a; o.a = 2; const all = []; for (const key in o) all.push(key); return [all, Object.keys(o), JSON.stringify(o)]; }
export function wide() { const o = {}; for (let i = 0; i < 400; i++) o['k' + (i * 7919) % 400] = i; for (let i = 0; i < 400; i += 3) delete o['k' + i]; return Object.keys(o).join(); }
export function hashed() { const m = new Map(); for (let i = 0; i < 500; i++) m.set(i % 2 ? 'k' + (i * 31) : i * 31, i); for (let i = 0; i < 500; i += 3) m.delete(i * 31); return [...m.keys()].join(); }
export function same() { return [[NaN].includes(NaN), [NaN].indexOf(NaN), Object.is(-0, 0), new Set([0, -0, NaN, 0 / 0]).size, 1n == 1, 2n > 1.5, '10' < '9', 'ä' < 'z']; }
export function thrown() {
  const tries = [() => null.x, () => undefined(), () => x, () => 1n + 1, () => new Array(-1), () => 'x'.repeat(-1), () => BigInt('z'), () => BigInt(1.5), () => [].reduce(plain), () => new (class A { constructor() { this.x; } })().y.z, () => JSON.parse('{'), () => new RegExp('('), () => 2n ** -1n, () => 1n / 0n, () => Symbol() + '', () => Object.defineProperty(Object.freeze({}), 'a', { value: 1 }), () => { 'use strict'; Object.freeze([]).push(1); }, () => (1).toFixed(101), () => (1).toString(99), () => [...1], () => ({} instanceof 5), () => ('a' in 'b'), () => decodeURIComponent('%'), () => 'a'.normalize('x'), () => new Uint8Array(-1), () => plain.call.call(1), () => { const { a } = null; }, () => { class A { #p; static p(o) { return o.#p; } } A.p({}); }, () => { const c = 1; c = 2; }];
  let x;
  return tries.map((attempt) => { try { return `returned ${attempt()}`; } catch (e) { return `${e.name}: ${e.message} ${typeof e.stack} ${Object.keys(e)}`; } });
}
function plain() { return 1; }
export function names() { return [plain.name, (() => 1).name, (class {}).name, Object.getOwnPropertyNames(plain).join(), plain.length, typeof plain.toString, Object.keys(globalThis).join()]; }
export function matches() { return ['aaa'.replace(/a*?/g, '-'), 'x😀y'.split(/(?:)/u).length, /(?<y>\d{4})/.exec('in 2024').groups.y, 'aBc'.replace(/b/i, '$&$&'), '\u2028'.match(/^.$/s)?.length, /\bı/.test('ı'), /^\s+$/.test('\ufeff\u00a0\u3000')]; }
export function nestedGroups() { return new RegExp('('.repeat(60) + 'a' + ')'.repeat(60)).exec('a').length; }
export function tooManyGroups() { return new RegExp('('.repeat(20000) + 'a' + ')'.repeat(20000)).exec('a').length; }
export function nestedJson() { return JSON.stringify(JSON.parse('['.repeat(300) + ']'.repeat(300))).length; }
export function tooDeepJson() { return JSON.parse('['.repeat(200000) + ']'.repeat(200000)).length; }
export function tooDeepText() { let all = []; for (let i = 0; i < 20000; i++) all = [all]; return JSON.stringify(all).length; }
export function manyTexts() { const all = []; for (let i = 0; i < 3000; i++) all.push('x'.repeat(i)); return all.join('').length; }
export function bigArray() { return new Uint8Array(2 ** 23).length + new Array(100000).fill(7).length; }
export function tooBigArray() { return new Uint8Array(2 ** 26 + 1).length; }
export function tooManyArrays() { const all = []; for (;;) all.push(new Uint8Array(2 ** 20)); }
export function tooLongText() { let text = 'x'; for (;;) text += text; }
export function ropes() { let text = ''; for (let i = 0; i < 2000; i++) text = i + text + i; return [text.length, text.indexOf('777'), text.at(-1)]; }
export function shapes() { const read = (o) => o.x; let sum = 0; for (let i = 0; i < 60; i++) { const o = i % 3 ? { x: i } : { ['k' + i]: 1, x: i }; if (i % 7 === 0) Object.defineProperty(o, 'x', { get: () => 0.5 }); sum += read(o); } return String(sum); }
export function kinds() { const add = (a, b) => a + b; return [add(1, 2), add(2 ** 31, 2 ** 31), add(0.1, 0.2), add('a', 1), add(1n, 2n), add([], {}), add(true, null), add(undefined, 1)].map(String); }
export function charged() { const read = (text, at) => [text.charCodeAt(at), text.charAt(at), text.substring(at, 2), text.codePointAt(at)].join(); return [read('abc', 1), read('abc', '1'), read('abc', 1.5), read('abc', -1), read('äbc', NaN), read('abc', { valueOf: () => 2 }), read('abc')]; }
export function holes() { const all = [1, , 3]; all[50] = 5; all.length = 60; delete all[0]; return [all.length, Object.keys(all).join(), all.indexOf(undefined), all.flat().length, all.map((x) => x * 2).length]; }
export function mixed() { const all = []; for (let i = 0; i < 40; i++) all.push(i < 10 ? i : i < 20 ? i + 0.5 : i < 30 ? 's' + i : { i }); return JSON.stringify(all); }
export function bigints() { return [2n ** 256n, -(2n ** 255n) % 7n, BigInt.asIntN(64, 2n ** 63n), (123456789n ** 20n).toString(36), BigInt('0x' + 'f'.repeat(100)) >> 13n, 5n & -3n, ~5n, -7n / 2n].map(String); }
