//// literals
const a = [1, 1.5, 0x1f, 0b11, 0o17, 1_000, 1e3, 12345678901234567890n, 'x', "y", true, false, null, undefined, /a+/u];
1; 'directive'; 1n; null; true; /x/; -1; +1; !true; ~1; void 0; typeof 1; (5); ((6)); -(1); - -1;
//// templates
const name = 'n';
const t = `a${name}b${1 + 2}c`; `plain`; ``; `${name}`; `${1}`; `x${`y${name}`}`;
function tag(strings, ...values) { return strings.raw.length + values.length; }
tag`a${1}b`; tag``; tag`\u{41}${name}`;
//// arrays and objects
const o = { a: 1, 'b': 2, 3: 4, [`c${1}`]: 5, d() { return 1; }, get e() { return 2; }, set e(v) { this.f = v; }, *g() { yield 1; }, 'h i'() {}, [1 + 1]() {}, async: 1, get: 2, set: 3, static: 4 };
const a = [1, , 2, ...[3, 4], ...'ab',];
({}); [];
o.e = 5; o.e; o.d(); [...o.g()]; ({ ...o, a, ...a });
const { __proto__: p } = o;
//// arithmetic
let x = 5, y = 3;
x + y; x - y; x * y; x / y; x % y; x ** y; x << y; x >> y; x >>> y; x & y; x | y; x ^ y;
x == y; x != y; x === y; x !== y; x < y; x <= y; x > y; x >= y; 'a' in { a: 1 }; [] instanceof Array;
1 + 2; 'a' + 'b'; 1 + 2 + x; 2 ** 3; 1 < 2; 1 === 1; 5n * 5n; 1n + 2n; ~5n; -5n;
(x + y) * (x - y);
//// assignments
let x = 1, o = { p: 1, q: { r: 2 } }, a = [1, 2], k = 'p';
x = 2; x += 1; x -= 1; x *= 2; x /= 2; x %= 2; x **= 2; x <<= 1; x >>= 1; x >>>= 1; x &= 7; x |= 1; x ^= 1;
x &&= 3; x ||= 4; x ??= 5; o.p = 2; o.p += 1; o[k] = 3; o[k] += 1; o.q.r ??= 1; o.p &&= 2; o[k] ||= 4; a[0] = 5; a[x] = x; a[0]++; --a[1];
x++; ++x; x--; --x; o.p++; ++o.p; o[k]--; x = o.p = a[0] = 1; (x) = 3; (o.p) = 4;
let s = 'a'; s += 'b'; s += 1;
//// logical and conditional
let x = 0, y = 1; const f = () => x++;
x && y; x || y; x ?? y; x ? y : f(); x && f(); y || f(); null ?? f(); y && x || f(); (x, y); f(), f();
true && f(); false || f(); null ?? f(); true ? f() : x; false ? x : f(); 1 && x; 0 || x; undefined ?? x; !0 && f();
'' || f(); 1 ? 2 : 3; true && true; x ? f() : y ? f() : f();
//// optional chaining
const o = { a: { b() { return this; } }, n: null }; const f = undefined;
o?.a; o?.a?.b(); o.n?.x; o.n?.x.y.z; o?.['a']; o.a?.['b']?.(); f?.(); f?.(1, 2); o.n?.[1]; o.n?.b(); delete o?.x; (o?.a).b(); o?.a.b?.().b; o.a.b?.();
//// delete typeof void
const o = { a: 1, b: 2 };
delete o.a; delete o['b']; typeof o; typeof undeclared; void o.a; delete 5; delete (1, o.a); typeof o.a; typeof (() => 1); delete o.a, delete o.b;
//// calls and new
function f(a, b = 2, ...c) { return new.target ? this : a; }
class C { constructor(x) { this.x = x; } m() { return this; } }
f(); f(1); f(1, 2, 3, ...[4, 5]); new f(); new f; new C(1); new C(...[1]).m().m(); (f)(1); (function () { return 1; })(); (() => 1)(); (() => { })(); new (class { })(); new (f)(1); f(f(f(1)));
new Array(3); new Map([[1, 2]]); Math.max(1, 2); [3, 1, 2].sort((a, b) => a - b); [1, 2].map(x => x * 2).filter(x => x > 2); f.call(null, 1); f.apply(null, [1]); f.bind(null, 1)();
//// var let const
var a; var b = 1; let c; let d = 2; const e = 3; let g = 1, h, i = g; var j = 1, k = 2;
{ let l; let m = 1; const n = 2; var q = m; function r() { return m; } r(); }
function f() { var x; let y; const z = 1; if (z) { let y = 2; var w = y; } return w; }
f();
//// destructuring
const { a, b: c, d = 5, e: { f } = { f: 1 }, ...rest } = { a: 1, b: 2, z: 9 };
const [g, , h = 3, [i] = [4], ...j] = [1, 2];
let k, l, m = {};
({ a: k, b: l } = { a: 1, b: 2 }); [k, l] = [l, k]; ({ x: m.y, z: m['w'] = 4 } = { x: 1 }); [m.p, m.q = 2, ...m.r] = [1];
[...[k, l]] = [1, 2]; ({ k, l = 4 } = {}); ({ ...m } = { a: 1 }); ({ ['a' + 1]: k } = { a1: 3 }); [] = []; ({} = {});
const {} = {}; const [] = []; let [n] = 'x', { length } = 'abc';
//// destructuring parameters
function f({ a, b = 2 }, [c, d = 3] = [1], { e: { f } } = { e: { f: 1 } }, ...[g, h]) { return a + b + c + d + f; }
f({ a: 1 }); f({ a: 1 }, [2], { e: { f: 3 } }, 1, 2);
const g = ({ a }) => a, h = ([a]) => a, i = (a, { b } = { b: 1 }) => a + b, j = ({ a = 1, ...b } = {}) => b, k = (...[x]) => x;
g({ a: 1 }); h([1]); i(1); j(); k(1);
class C { m({ a }) { return a; } set s([a]) { this.a = a; } static n({ b } = { b: 2 }) { return b; } }
new C().m({ a: 1 }); new C().s = [1]; C.n();
//// default parameters
function f(a = 1, b = a + 1, c = () => a, d = function () { return b; }, e = f) { return c() + d(); }
f(); f(1, 2); f(undefined, 3);
const g = (a = 5, b) => a, h = (a, b = a) => { var a; return b; };
g(); h(1);
function i(a, b = { x: 1 }.x, c = [...'ab']) { let d = a; return () => d; }
i()();
//// arguments
function f() { arguments[0] = 2; return arguments.length; } f(1, 2);
function g(a) { return () => arguments[0] + a; } g(1)();
//// arrow functions
const f = x => x, g = (x) => { return x; }, h = () => ({}), i = () => [], j = (x, y) => x + y, k = x => y => z => x + y + z, l = () => undefined, m = () => { }, n = _ => (_, 1);
f(1); g(2); h(); i(); j(1, 2); k(1)(2)(3); l(); m(); n(1); (x => x)(1); ((x) => (x))(1);
//// function declarations
f(); function f() { return g(); function g() { return 1; } }
function outer() { const x = 1; function inner() { return x; } return inner; } outer()();
const named = function recursive(n) { return n ? recursive(n - 1) : 0; }; named(3);
(function () { 'use strict'; return 1; }());
if (true) { function h() { return 2; } h(); }
{ function h2() { } h2(); }
//// if else
let x = 1; const f = () => x;
if (x) f(); if (x) { f(); } else { x = 2; } if (!x) f(); else if (x === 1) f(); else { x = 3; } if (x) ; if (x) { } else { }
if (true) f(); if (false) f(); else f(); if (true) { f(); } if (false) { f(); } if (0) { } if (1) { let y = 1; y++; } if (x) if (f()) x = 1; else x = 2;
if (true) { } if (true) { const z = () => x; z(); } else { f(); }
//// while
let i = 0;
while (i < 3) i++; while (i < 5) { i++; if (i === 4) continue; } while (true) { if (i++ > 6) break; } while (i-- > 0 && i > 1); while (false) { i = 1; }
do i++; while (i < 3); do { i++; } while (i < 6); do { break; } while (true); do { i++; } while (false); do { } while (i++ < 9);
while (1) { break; } while (i++ < 12) { class A { [i]() { } } function f() { return A; } let u; f(); } while ((i += 1) < 15);
//// for
for (let i = 0; i < 3; i++) { } for (let i = 0; i < 3; i++) i; for (var j = 0; j < 2; ++j) { j; } let k; for (k = 0; k < 2; k += 1); for (; k < 4; k++) { } for (; k < 6;) k++; for (; ;) { break; } for (let i = 0; ;) { if (i++ > 2) break; } for (let i = 0, n = 3; i < n; i++, n--) { }
for (const c = 1; k < 8; k++) { c; } for (let [a, b] = [0, 3]; a < b; a++) { } for (let { a } = { a: 0 }; a < 2; a++) { let t = a; t; } for (k = 0, j = 0; k + j < 4; k++, j++) continue;
for (let i = 0; i < 2; i++) { for (let j = 0; j < 2; j++) { i + j; } }
for (; false;) { } for (k = 0; true;) { if (k++ > 2) break; } for (1; k < 9; k++) { }
//// for with closures
const fs = [];
for (let i = 0; i < 3; i++) { fs.push(() => i); } for (let i = 0, f = () => i; i < 3; i++) { f(); } for (let i = 0, f = () => i; ;) { if (i++ > 3) break; f(); }
for (let i = 0; i < 2; i++) fs.push(() => i++); for (let i = 0, f = () => i; f() + i < 3;) { i++; } for (let i = 0, f = () => i; ; i++) { if (f() + i > 2) break; }
outer: for (let i = 0, f = () => i; ;) { for (let j = 0, g = () => j; ;) { break outer; } }
for (let i = 0, n = 0, f = () => i; n < 2; n++) ; for (let i = 0, n = 0, f = () => i; n < 2;) n++;
for (const x of fs) { x(); }
//// for of
let x, o = {}, a = [];
for (const v of [1, 2]) { } for (let v of [1]) v; for (var w of 'ab') { } for (x of [1]) { } for (o.p of [1]) { } for (o['q'] of [1]) { } for (a[0] of [1]) { } for (const [k, v] of new Map([[1, 2]])) { k + v; } for (const { p, q = 1, ...r } of [{ p: 1 }]) { p + q; } for (let [k, v = 2] of [[1]]) { () => k; }
for ([x] of [[1]]) { } for ({ x } of [{ x: 1 }]) { } for ([o.p, ...a] of [[1, 2]]) { } for ({ x: o.p, ...o } of [{ x: 1 }]) { } for (var [y] of [[1]]) ; for (var { z } of [{}]) ;
for (const v of [1, 2]) { if (v) continue; } for (const v of [1]) { break; } for (const v of function* () { yield 1; yield 2; }()) { () => v; } for (const v of []) { } for (let v of [1]) { let v = 2; v; }
for (let v of [1, 2]) { const f = () => v; f(); } for (x of (1, [1])) ; for (var of of []) ;
//// for in
const o = { a: 1, b: 2 }; let x;
for (const k in o) { k; } for (let k in o) k; for (var j in o) { } for (x in o) { } for (o.c in { z: 1 }) { } for (const [c] in o) { c; } for (let { length } in o) { length; } for (x in null) { } for (const k in o) { () => k; break; } for (var { length } in o); for ([x] in o) ; for ({ length: x } in o) ;
//// switch
function f(v) { switch (v) { case 1: return 'a'; case 2: case 3: { return 'b'; } default: return 'c'; } } f(1); f(2); f(3); f(9);
function g(v) { let r = 0; switch (v) { case 1: r++; case 2: r++; break; default: r = 5; case 4: r++; } return r; } g(1); g(2); g(3); g(4);
function h(v) { switch (typeof v) { case 'string': return 1; case 'number': break; default: { } } return 2; } h('a'); h(1); h(null);
switch (1) { } switch (1) { default: } switch (1) { case 1: } switch (f(1)) { case 'a': let q = 1; q; break; case f(2): const p = () => q; function inner() { } class K { } break; }
for (let i = 0; i < 3; i++) switch (i) { case 0: continue; case 1: break; }
switch (true) { case f(1) === 'a': f(2); break; case f(2) === 'b': f(3); }
switch (3) { case 1: f(1); break; case 2: f(2); break; case 3: f(3); break; } switch (5) { default: f(1); case 7: f(2); } switch (7) { case 7: if (f(1)) break; f(2); } switch (8) { case f(1): case f(2): default: f(3); }
//// labels
a: for (let i = 0; i < 3; i++) { b: for (let j = 0; j < 3; j++) { if (j === 1) continue a; if (i === 1) break a; continue b; } }
c: { break c; } d: if (true) { break d; } e: f: g: { break f; } h: while (true) { do { break h; } while (true); } i: switch (1) { case 1: break i; } j: try { break j; } finally { } k: ; l: x(); function x() { }
m: for (const v of [1, 2]) { for (const w of [1]) continue m; } n: do { continue n; } while (false); o: for (const k in { a: 1 }) continue o;
//// try catch finally
function f() { throw new Error('x'); }
try { f(); } catch (e) { e.message; } try { f(); } catch { } try { } finally { } try { f(); } catch (e) { } finally { let z = 1; } try { try { f(); } finally { 1; } } catch ({ message, name: n = 'x' }) { message + n; } try { throw [1, 2]; } catch ([a, b = 3, ...c]) { () => a; }
function g() { try { return 1; } finally { return 2; } } g(); function h() { for (; ;) { try { continue; } finally { break; } } } h(); function i() { try { throw 1; } catch (e) { const k = () => e; return k(); } } i();
try { null.x; } catch (e) { let y = e; { let e = y; e; } } try { (() => { throw { a: 1 }; })(); } catch ({ a }) { }
try { throw 5; } catch (e) { switch (e) { case 5: break; } }
//// throw in odd places
const f = (a = (() => { throw 1; })()) => a; try { f(); } catch (e) { } try { const { x } = null; } catch (e) { } try { [...5]; } catch (e) { } try { undefinedName; } catch (e) { } try { let y = y + 1; } catch (e) { } try { 1n + 1; } catch (e) { }
try { new (class extends null { constructor() { } })(); } catch (e) { } try { const c = 1; c = 2; } catch (e) { } try { (void 0)(); } catch (e) { } try { const c = 1; c++; } catch (e) { } try { const c = 1; c += 1; } catch (e) { }
//// generators
function* g(a = 1, [b] = [2]) { const x = yield a; try { yield x + b; } finally { yield 3; } return 4; }
const i = g(); i.next(); i.next(5); i.return(1); i.next(); [...g()]; for (const v of g()) { if (v > 2) break; }
function* h() { yield* g(); yield* [1, 2]; const y = yield; yield; for (let k = 0; k < 2; k++) { yield k; } for (const z of [1]) yield z; while (true) { if (yield 1) continue; break; } switch (yield 2) { case 1: yield 3; default: yield 4; } if (yield 5) yield 6; do { yield 7; } while (yield 8); return yield 9; }
for (const v of h()) ; const j = h(); for (let n = 0; n < 40; n++) j.next(n % 2);
const o = { *m() { yield 1; }, *[Symbol.iterator]() { yield* this.m(); } }; [...o]; class C { *m() { yield this; } static *s() { yield 1; } *#p() { yield 2; } q() { return [...this.#p()]; } } [...new C().m()]; [...C.s()]; new C().q();
function* k() { yield [yield 1, yield 2]; yield { a: yield 3, ...(yield 4) }; yield `${yield 5}`; yield (yield 6) + (yield 7); f(yield 8, ...(yield [9])); for (let q = 0, w = () => q; q < 2; q++) { yield w(); } for (let q = 0, w = () => q; ;) { yield w(); if (q++ > 1) break; } let v; v = yield 1; v += yield 1; ({ v } = yield { v: 1 }); [v] = yield [1]; v ??= yield 1; (yield 1) && (yield 2); (yield 3) ? yield 4 : yield 5; } function f() { }
const l = k(); for (let n = 0; n < 60; n++) { try { l.next([n]); } catch { break; } }
function* t() { try { yield 1; } catch (e) { yield e; } throw 2; } const u = t(); u.next(); u.throw(1); try { u.next(); } catch { }
//// classes
class A { } class B extends A { } const C = class { }; const D = class Named extends B { }; new A(); new B(); new C(); new D(); class E extends (() => A)() { } new E();
class F { constructor(a, b = 2) { this.a = a; } get x() { return 1; } set x(v) { this.y = v; } static s() { return this.t(); } static t() { return 1; } 'quoted name'() { } 12() { } [`comp${1}`]() { return 1; } static get z() { return 1; } static [Symbol.hasInstance](v) { return false; } }
const f = new F(1); f.x; f.x = 2; F.s(); f['quoted name'](); f[12](); f.comp1(); F.z; f instanceof F;
class G extends F { constructor() { super(1, 2); this.g = 1; } get x() { return super.x; } static s() { return super.s(); } m() { return super['comp1'](); } n = () => super.x; } new G().x; G.s(); new G().m(); new G().n();
class H extends F { constructor(...a) { const t = () => super(...a); t(); } } new H(1);
//// class fields
class A { a = 1; b; 'c' = 2; 4 = 3; ['d' + 1] = 4; static e = 5; static f; static ['g'] = this.e; h = () => this.a; i = function () { return 1; }; j = class { }; k = this.a + 1; l = [1, 2]; m = { a: 1 }; static n = () => A; o = this.p(); p() { return 2; } }
new A().h(); new A().i(); A.n(); class B extends A { q = 1; static r = super.e; } new B(); class C extends A { s = 1; constructor() { super(); this.t = this.s; } } new C();
//// private members
class A { #a = 1; #b; static #c = 2; #m() { return this.#a; } get #g() { return this.#b; } set #g(v) { this.#b = v; } static #sm() { return A.#c; } static get #sg() { return 3; } m() { this.#g = this.#m(); this.#a += 1; this.#a++; this.#b ??= 2; return #a in this && this.#g; } static s() { return A.#sm() + A.#sg; } t(o) { return o?.#a; } *#gen() { yield 1; } u() { return [...this.#gen()]; } v() { ({ a: this.#a } = { a: 5 }); [this.#b] = [1]; } }
const a = new A(); a.m(); A.s(); a.t(a); a.t(null); a.u(); a.v(); class B extends A { #a = 5; n() { return this.#a; } } new B().n();
//// static blocks
class A { static x; static { this.x = 1; let y = 2; for (let i = 0; i < 2; i++) { y += i; } } static { } static { try { throw 1; } catch { } } static { const f = () => this; f(); } }
//// getters and setters
const o = { get a() { return 1; }, set a(v) { }, get ['b' + 1]() { return 2; }, set ['b' + 1]({ x }) { }, get 5() { return 1; } }; o.a; o.a = 1; o.b1; o.b1 = {}; o[5];
Object.defineProperty(o, 'c', { get() { return 3; } }); o.c; const s = Symbol('s'); const p = { get [s]() { return 1; } }; p[s];
//// conversions
const o = { valueOf() { return 1; }, toString() { return 'x'; }, [Symbol.toPrimitive](h) { return h === 'number' ? 1 : 'y'; } }; o + 1; `${o}`; +o; o < 2; o == 1; [1, 2][o]; ({ [o]: 1 }); const p = { toJSON() { return 1; } }; JSON.stringify(p);
//// recursion
function even(n) { return n === 0 ? true : odd(n - 1); } const odd = (n) => n === 0 ? false : even(n - 1); even(10); const fib = (n) => n < 2 ? n : fib(n - 1) + fib(n - 2); fib(8); function sum([h, ...t]) { return h === undefined ? 0 : h + sum(t); } sum([1, 2, 3]);
//// closures
function counter() { let c = 0; return { up() { return ++c; }, down: () => --c, get value() { return c; } }; } const k = counter(); k.up(); k.down(); k.value; { let a = 1; { let b = 2; { const f = () => a + b; f(); } } } function f() { if (true) { let x = 1; return () => x++; } } f()();
for (const a of [1]) { const b = a; { let c = b; (() => c)(); } }
//// iterators
const it = { [Symbol.iterator]() { let i = 0; return { next: () => ({ done: i++ > 2, value: i }), return() { return {}; } }; } }; [...it]; for (const v of it) { } const [a, b] = it; Math.max(...it); new Set(it); for (const v of it) { break; } const [...r] = it; let [] = it; Array.from(it, (x) => x * 2);
//// exports
export const a = 1; export let b = 2; export var c = 3; export function f() { return a; } export class K { } export { a as d, b as 'string name' }; export const { e, g: [h] } = { e: 1, g: [2] }; f(); new K(); export function* gen() { yield 1; } [...gen()];
//// default export class
export default class Coin { static abi = `x`; static state = { a: 1 }; m() { return 1; } } new Coin().m();
//// default export anonymous class
export default class { m() { return 1; } }
//// default export function
export default function () { return 1; }
//// default export expression
export default [1, 2].map((x) => x + 1);
//// default export arrow
export default () => { return 1; };
//// comma and void
let a = 1, b = 2; a, b; a = 1, b = 2; for (let i = 0, j = 1; i < 2; i++, j--) { } (a, b, a + b); const f = () => (a, b); f(); void f(); void 0, a; if (a, b) { } while (a--, a > 0); return0(); function return0() { return a, b; }
//// empty and blocks
; ; { } { ; } { { { } } } if (1); for (let i = 0; i < 1; i++); while (0); do; while (0); { let a = 1; } { const b = 1; { b; } } { } ;
//// regular expressions
/a/.test('a'); const r = /(?<y>\d{4})-[^\]\/]+/gu; r.exec('2020-x'); 'aXbX'.replace(/X/g, (m) => m + 1); 'a,b'.split(/,/); const d = 4 / 2 / 1; /[/]/.test('/'); [.../a/g[Symbol.matchAll]('aa')]; 'aa'.replaceAll(/a/g, 'b');
//// unicode and odd names
const ünï = 1, $ = 2, _ = 3, \u{61}bc = 4; ünï + $ + _ + abc; const o = { ünï, '🙂': 1, if: 1, class: 2, new: 3 }; o.if; o.class; o['🙂']; '🙂'.length; `🙂${ünï}`; class Ω { π() { return 1; } } new Ω().π(); const let_ = 1, of = 2, async = 3, get = 4, set = 5, from = 6; of + async + get + set + from;
//// newline rules
let a = 1
let b = a
++b
const f = function () { return 1 }
f()
if (a) b = 2
else b = 3
do a++; while (a < 3) b = 4
var c = a
  + b
;[1].map((x) => x)
;(() => 1)()
//// parentheses
((1)); (((x) => (x)))(1); const a = (1), b = ((2)); (a) + (b); ((a)); if ((a)) { } for (let i = (0); (i < 1); (i++)) { } while ((false)); const f = (() => (({ a: (1) }))); (f)(); ((f))(); (f()).a; (a ? (b) : (a)); let c; (c) = (1); (c) += (1); switch ((a)) { case (1): } for (const x of ([1])) { } return0(); function return0() { return (1); } throw0(); function throw0() { try { throw (1); } catch (e) { (e); } } `${(a)}`; [(a), ...([b])]; (a, (b)); !(a); -(b); typeof (a); (function () { })(); (class { }); (async); var async = 1;
//// big tables
const t = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10n, 'a', 'b', [1, 2], { a: 1 }]; const m = new Map([['a', 1], ['b', 2]]); function f() { return [1, 2, 3]; } f(); f(); const g = () => ({ a: [1, { b: 2 }] }); g();
//// math and bigint
const p = 2n ** 64n; p - 1n; p % 7n; BigInt.asUintN(8, p + 5n); BigInt(5) * 3n; p > 5; p === 5n; let q = 1n; q += p; q *= 2n; q++; -q; q <<= 3n; q >>= 1n; q & 7n; q | 1n; q ^ q; typeof q;
//// object spread and rest
const { a, ...b } = { a: 1, c: 2, d: 3 }; const e = { ...b, ...{ f: 1 }, ...null, ..."ab" }; ({ ...e }.f); function g({ x, ...y }, ...z) { return y; } g({ x: 1, w: 2 }, 3); const h = [...[1], ...new Set([2])]; Math.max(...h, ...h);
//// symbols and computed members
const s = Symbol('s'); const o = { [s]: 1, [`k${1}`]: 2 }; o[s]; o['k1']; o[s]++; o[o.k1 ? s : 'k1'] = 1;
