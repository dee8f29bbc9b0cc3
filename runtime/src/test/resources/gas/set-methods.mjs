// Every method of sets.
export function each() { const s = new Set([1, 2, 3]); s.add(4).delete(1); let n = 0; s.forEach((v) => { n += v; }); return [s.has(2), s.size, n]; }
export function algebra() { const a = new Set([1, 2, 3]), b = new Set([2, 3, 4]); return [[...a].filter((x) => b.has(x)), new Set([...a, ...b]).size]; }
export function ofTexts() { return [...new Set('mississippi')].join(''); }
export function cleared() { const s = new Set('abc'); s.clear(); return s.size; }
