// Calls with defaults, rest parameters, apply and bind.
const add = (a, b = 2) => a + b;
const sum = (...all) => all.length;
export function plain() { return add(1, 1) + add(1); }
export function many() { let n = 0; for (let i = 0; i < 20; i++) n = add(n, i); return n; }
export function rest() { return sum(1, 2, 3); }
export function applied() { return sum.apply(null, [1, 2, 3]) + sum.call(null, 1); }
export function bound() { return add.bind(null, 1)(5); }
