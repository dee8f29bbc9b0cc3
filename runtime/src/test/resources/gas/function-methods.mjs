// The methods of functions, and functions as values.
export function calls() { function f(...a) { return [this?.v, ...a]; } return [f.call({ v: 1 }, 2), f.apply({ v: 3 }, [4, 5]), f.bind({ v: 6 }, 7)(8), Reflect.apply(f, { v: 9 }, [])]; }
export function bound() { class P { constructor(a, b) { this.s = a + b; } } const Q = P.bind(null, 1); return [new Q(2).s, Q.name, Q.length]; }
export function written() { function f(a) { return a; } return [f.toString(), (() => 1).toString().length]; }
export function recognised() { class A { static [Symbol.hasInstance](x) { return x === 1; } } return [1 instanceof A, Map[Symbol.hasInstance](new Map()), (() => 0) instanceof Object]; }
