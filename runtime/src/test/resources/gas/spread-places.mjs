// Spread wherever it may stand.
const three = [1, 2, 3];
export function arrays() { return [...three, 0, ...three, ...'ab', ...new Set([9])]; }
export function objects() { return { ...{ a: 1, b: 2 }, b: 3, ...'hi', ...null, ...[7] }; }
export function argumentLists() { return [Math.max(...three, ...three), String.fromCharCode(...[97, 98]), new Array(...three).length]; }
export function bases() { class P { constructor(...a) { this.n = a.length; } } class Q extends P { constructor(...a) { super(...a, ...a); } } return new Q(1, 2).n; }
export function large() { const a = Array.from({ length: 500 }, (_, i) => i); return [...a, ...a].length + Math.min(...a); }
