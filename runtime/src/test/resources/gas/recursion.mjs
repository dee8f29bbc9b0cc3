// Functions that call themselves and one another.
const fibonacci = (n) => (n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2));
const even = (n) => n === 0 || odd(n - 1);
const odd = (n) => n !== 0 && even(n - 1);
const depth = (n) => (n === 0 ? 0 : 1 + depth(n - 1));
export function fib() { return fibonacci(12); }
export function mutual() { return even(51); }
export function deep() { return depth(500); }
export function tree() { const sum = (t) => t.v + (t.c ?? []).reduce((n, x) => n + sum(x), 0); return sum({ v: 1, c: [{ v: 2 }, { v: 3, c: [{ v: 4 }] }] }); }
