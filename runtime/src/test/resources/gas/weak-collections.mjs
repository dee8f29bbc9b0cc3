// Maps and sets that do not hold their keys.
export function maps() { const k = {}, w = new WeakMap([[k, 1]]); w.set(k, 2); return [w.get(k), w.has({}), w.delete(k), w.has(k)]; }
export function sets() { const k = [], w = new WeakSet([k]); w.add(w); return [w.has(k), w.delete(k), w.has(k)]; }
export function hidden() { const data = new WeakMap(); class A { constructor(n) { data.set(this, n); } get n() { return data.get(this); } } return new A(5).n; }
