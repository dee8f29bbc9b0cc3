// Accessors on objects and classes, and properties with attributes.
class Cell { #v = 1; get v() { return this.#v; } set v(x) { this.#v = x * 2; } static get unit() { return 'c'; } }
export function ofClasses() { const c = new Cell(); c.v = 5; c.v += 1; return [c.v, Cell.unit]; }
export function ofObjects() { const o = { _v: 1, get v() { return this._v; }, set v(x) { this._v = x; } }; o.v = 3; return [o.v, Object.keys(o)]; }
export function defined() { const o = Object.defineProperty({}, 'x', { get: () => 4, enumerable: true }); return [o.x, JSON.stringify(o)]; }
export function chained() { const o = { a: { b: null } }; return [o?.a?.b?.c, o.x ?? 5, o.a.b?.()]; }
