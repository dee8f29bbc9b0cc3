// Every method of maps, with small keys and long ones.
export function each() { const m = new Map([['a', 1], ['b', 2]]); m.set('c', 3).delete('a'); let n = 0; m.forEach((v) => { n += v; }); return [m.get('b'), m.has('a'), m.size, n]; }
export function grown() { const m = new Map(); for (let i = 0; i < 50; i++) m.set(`k${i}`, i); return m.size; }
export function longKeys() { const m = new Map(), k = 'k'.repeat(5000); m.set(k, 1); return [m.get(k), m.has(k + 'x'), m.delete(k)]; }
export function grouped() { return [...Map.groupBy([1, 2, 3, 4, 5], (x) => x % 2)]; }
export function cleared() { const m = new Map([[1, 1], [2, 2]]); m.clear(); return m.size; }
export function keys() { const o = {}; return new Map([[o, 1], [NaN, 2], [0, 3], [1n, 4], [null, 5]]).get(NaN); }
