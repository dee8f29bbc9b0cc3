// The iterators of arrays, texts, maps, sets and bytes.
export function ofArrays() { const a = ['x', 'y']; return [[...a.keys()], [...a.values()], [...a.entries()]]; }
export function ofTexts() { let n = 0; for (const c of 'a😀é') n += c.length; return n; }
export function ofMaps() { const m = new Map([[1, 'a'], [2, 'b']]); return [[...m.keys()], [...m.values()], [...m.entries()], [...m]]; }
export function ofSets() { const s = new Set([1, 2]); return [[...s.keys()], [...s.values()], [...s.entries()], [...s]]; }
export function ofBytes() { const u = new Uint8Array([5, 6]); return [[...u.keys()], [...u.values()], [...u.entries()], [...u]]; }
export function byHand() { const it = [1, 2, 3][Symbol.iterator](); it.next(); return [it[Symbol.iterator]() === it, it.next(), [...it]]; }
