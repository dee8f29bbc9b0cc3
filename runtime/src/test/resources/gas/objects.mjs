// Objects as records: made, listed, frozen and compared.
export function made() { const o = {}; for (let i = 0; i < 20; i++) o[`k${i}`] = i; return Object.keys(o).length; }
export function listed() { return [Object.entries({ a: 1, b: 2 }), Object.values({ a: 1 }), Object.fromEntries([['x', 1]])]; }
export function frozen() { const o = Object.freeze({ a: 1 }); try { o.a = 2; } catch (e) { return [e.name, Object.isFrozen(o)]; } }
export function deleted() { const o = { a: 1, b: 2 }; delete o.a; return ['a' in o, Object.hasOwn(o, 'b'), typeof o]; }
