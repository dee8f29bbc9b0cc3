// Asking for and deleting properties, on objects that are small, large and inherited.
export function asks() { const o = Object.create({ up: 1 }, { own: { value: 2 } }); return ['up' in o, 'own' in o, 'none' in o, 0 in [1], Object.hasOwn(o, 'up')]; }
export function deletes() { const o = { a: 1, b: 2, c: 3 }; return [delete o.a, delete o['b'], delete o.none, Object.keys(o)]; }
export function items() { const a = [1, 2, 3]; delete a[1]; return [a.length, 1 in a]; }
export function strict() { try { delete Object.freeze({ x: 1 }).x; } catch (e) { return e.name; } }
