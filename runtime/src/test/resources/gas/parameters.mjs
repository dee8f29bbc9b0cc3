// Parameters with defaults and patterns, `arguments`, and new.target.
const f = (a, b = a * 2, { c = 3, d: [e] = [4] } = {}, ...rest) => [a, b, c, e, rest.length];
export function defaults() { return [f(1), f(1, 2, { c: 5, d: [6] }, 7, 8), f(undefined, null)]; }
export function argumentsObject() { function g() { let n = 0; for (let i = 0; i < arguments.length; i++) n += arguments[i]; return [n, ...arguments]; } return g(1, 2, 3); }
export function targets() { function F() { return new.target === F; } class A { constructor() { this.t = new.target.name; } } class B extends A {} return [F(), new B().t]; }
export function lazily() { let n = 0; const once = (x = ++n) => x; once(); once(5); once(); return n; }
