// Sorting by text and by comparison.
export function byText() { return [10, 9, 1, 100].sort(); }
export function byNumber() { const a = []; for (let i = 0; i < 40; i++) a.push((i * 17) % 40); return a.sort((x, y) => x - y)[39]; }
export function stable() { return [{ k: 1, v: 'a' }, { k: 0, v: 'b' }, { k: 1, v: 'c' }].toSorted((x, y) => x.k - y.k).map((x) => x.v); }
export function typed() { return new Uint8Array([5, 1, 4]).sort(); }
