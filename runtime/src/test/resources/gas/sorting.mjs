// Sorting with and without a comparison, of several lengths and orders.
const numbers = (n) => Array.from({ length: n }, (_, i) => (i * 7919) % 1009);
export function texts() { return ['pear', 'apple', 'fig', 'apple2'].sort(); }
export function compared() { return numbers(100).sort((a, b) => a - b)[50]; }
export function ordered() { const a = numbers(100).sort((x, y) => x - y); return a.toSorted((x, y) => x - y)[0]; }
export function holes() { return [3, , 1, undefined, 2].sort().length; }
export function byText() { return numbers(60).sort()[0]; }
export function objects() { return Array.from({ length: 20 }, (_, i) => ({ k: i % 3, i })).sort((a, b) => a.k - b.k).map((o) => o.i); }
