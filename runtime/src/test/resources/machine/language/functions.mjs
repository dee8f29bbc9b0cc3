// Functions: parameters, arguments, names, `this`, new.target.
const fails = (run) => { try { run(); return 'none'; } catch (error) { return error.name; } };

export function lengthCountsUpToTheFirstDefault() { return [((a, b) => 0).length, ((a, b = 1, c) => 0).length, ((...r) => 0).length, (({ a }, [b]) => 0).length, (class { constructor(a, b) {} }).length, ((a, b, ...c) => 0).length]; }
export function namesComeFromTheirPlace() { const a = () => 0, b = function () {}, c = class {}; const o = { m() {}, f: () => 0, ['x' + 1]: () => 0, get g() { return 1; }, [Symbol('s')]() {} }; let d; d = () => 0; const { e = () => 0 } = {}; return [a.name, b.name, c.name, o.m.name, o.f.name, o.x1.name, Object.getOwnPropertyDescriptor(o, 'g').get.name, o[Object.getOwnPropertySymbols(o)[0]].name, d.name, e.name, (() => 0).name, (function n() {}).name, a.bind().name]; }
export function argumentsAreNotTiedToParameters() { function f(a) { arguments[0] = 9; const b = a; a = 5; return [b, arguments[0], arguments.length]; } return f(1, 2, 3); }
export function argumentsIsArrayLike() { function f() { return [Array.isArray(arguments), arguments.length, Array.prototype.slice.call(arguments, 1), [...arguments], Object.prototype.toString.call(arguments), Array.from(arguments, (x) => x * 2)]; } return f(1, 2, 3); }
export function argumentsOfAnArrowAreThoseAround() { function f() { return (() => arguments[0])(2); } return f(1); }
export function calleeIsPoisoned() { function f() { return fails(() => arguments.callee); } return f(); }
export function missingAndSurplusArguments() { const f = (a, b) => [a, b]; return [f(1), f(1, 2, 3), f()]; }
export function restIsARealArray() { const f = (a, ...rest) => [Array.isArray(rest), rest.length, rest]; return [f(1), f(1, 2, 3)]; }
export function undefinedTakesTheDefault() { const f = (a = 'd') => a; return [f(), f(undefined), f(null), f(''), f(0)]; }
export function defaultsAreMadeEachCall() { const f = (list = []) => { list.push(1); return list.length; }; return [f(), f(), f([0, 0])]; }
export function newTarget() { function F() { return new.target; } class A { constructor() { this.t = new.target.name; } } class B extends A {} return [F() === undefined, typeof new F(), new A().t, new B().t]; }
export function abstractClasses() { class Shape { constructor() { if (new.target === Shape) throw new TypeError('abstract'); } } class Dot extends Shape {} return [fails(() => new Shape()), new Dot() instanceof Shape]; }
export function constructorsMayReturnObjects() { function A() { this.x = 1; return { y: 2 }; } function B() { this.x = 1; return 5; } return [new A(), new B().x, new A() instanceof A, new B() instanceof B]; }
export function whatCannotBeConstructed() { const o = { m() {} }; return [fails(() => new o.m()), fails(() => new (() => 0)()), fails(() => new (function* () {})()), fails(() => new Math.abs(1)), fails(() => new Symbol()), fails(() => new BigInt(1))]; }
export function whatMustBeConstructed() { class A {} return [fails(() => A()), fails(() => Map()), fails(() => Uint8Array(1)), fails(() => A.call({}))]; }
export function prototypesOfFunctions() { function F() {} F.prototype.hi = function () { return 'hi ' + this.n; }; const f = new F(); f.n = 1; return [f.hi(), f.constructor === F, Object.keys(F.prototype), 'prototype' in (() => 0), F.prototype.constructor === F]; }
export function boundFunctions() { function f(a, b, c) { return [this.v, a, b, c]; } const g = f.bind({ v: 1 }, 2); class P { constructor(x, y) { this.s = x + y; } } const Q = P.bind(null, 1); return [g(3, 4), g.length, g.name, g.call({ v: 9 }, 5), new Q(2).s, new Q(2) instanceof P, 'prototype' in g]; }
export function callAndApply() { function f() { return [this, ...arguments]; } return [f.call(1, 2), f.apply('x', [1]), f.apply(null), f.apply(undefined, { length: 2, 0: 'a', 1: 'b' })]; }
export function immediateFunctions() { return [(function () { return 1; })(), (() => ({ a: 2 }))().a, !function () { return true; }(), (function f(n) { return n < 2 ? 1 : n * f(n - 1); })(5)]; }
export function gettersAsFunctions() { const o = { n: 1, get next() { return this.n++; } }; return [o.next, o.next, o.n]; }
export function functionsAreObjects() { const f = () => 1; f.cache = { a: 1 }; return [f.cache.a, Object.keys(f), typeof f, f instanceof Object, fails(() => { f.name = 'x'; }), fails(() => { f.length = 3; })]; }
export function namesCanBeRedefined() { const f = () => 1; Object.defineProperty(f, 'name', { value: 'renamed' }); return f.name; }
export function memoize() { let calls = 0; const memo = (f) => { const seen = new Map(); return (n) => { if (!seen.has(n)) seen.set(n, f(n)); return seen.get(n); }; }; const fib = memo((n) => { calls++; return n < 2 ? BigInt(n) : fib(n - 1) + fib(n - 2); }); return [fib(90), calls]; }
export function curryAndCompose() { const curry = (f) => (...a) => a.length >= f.length ? f(...a) : curry(f.bind(null, ...a)); const compose = (...fs) => (x) => fs.reduceRight((v, f) => f(v), x); return [compose((x) => x + 1, (x) => x * 2)(5), fails(() => curry((a, b) => a + b)(1)(2))]; }
export function mutualRecursion() { const even = (n) => n === 0 || odd(n - 1), odd = (n) => n !== 0 && even(n - 1); return [even(50), odd(51), even(7)]; }
export function duplicateNamesByVar() { function f(a) { var a; return a; } function g(a) { var a = 2; return a; } return [f(1), g(1)]; }
