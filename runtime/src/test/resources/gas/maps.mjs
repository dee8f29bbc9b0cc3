// Maps: written, read, walked and deleted from.
export function written() { const m = new Map(); for (let i = 0; i < 30; i++) m.set(i, i * i); return m.size; }
export function walked() { const m = new Map([['a', 1], ['b', 2]]); let n = 0; for (const [, v] of m) n += v; m.forEach((v) => { n += v; }); return [n, [...m.keys()]]; }
export function deleted() { const m = new Map([[1, 1], [2, 2]]); m.delete(1); return [m.has(1), m.get(2), m.get(1)]; }
export function weak() { const k = {}; const w = new WeakMap([[k, 1]]); return w.get(k); }
