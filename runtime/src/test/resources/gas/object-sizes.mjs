// Objects with many properties: listed, copied, frozen, shrunk and walked.
const many = (n) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`k${i}`, i]));
export function listed() { return Object.keys(many(100)).length + Object.entries(many(50)).length; }
export function copied() { const o = many(60); const { k0, ...rest } = o; return [Object.keys({ ...o, ...rest }).length, k0]; }
export function frozen() { return Object.isFrozen(Object.freeze(many(60))); }
export function shrunk() { const o = many(30); for (let i = 0; i < 10; i++) delete o[`k${i}`]; return Object.keys(o).length; }
export function walked() { let n = 0; const o = Object.create(many(40)); for (const k in o) n += k.length; return n; }
export function dictionary() { const o = {}; for (let i = 0; i < 300; i++) o[`k${i}`] = i; return Object.keys(o).length; }
export function inGenerators() { function* g(o) { const { k0, ...rest } = o; yield k0; yield Object.keys(rest).length; } return [...g(many(60))]; }
