// The functions of Object.
const o = () => ({ b: 1, a: 2, 1: 3 });
export function lists() { return [Object.keys(o()), Object.values(o()), Object.entries(o()), Object.getOwnPropertyNames('ab'), Object.getOwnPropertySymbols({ [Symbol.iterator]: 1 }).length]; }
export function copies() { return [Object.assign({}, o(), null, { z: 1 }), Object.fromEntries([['x', 1], ['y', 2]]), Object.groupBy([1, 2, 3], (x) => (x % 2 ? 'odd' : 'even'))]; }
export function defines() { const x = Object.defineProperties({}, { p: { value: 1, enumerable: true }, q: { get: () => 2 } }); Object.defineProperty(x, 'r', { value: 3 }); return [x.p, x.q, x.r, Object.getOwnPropertyDescriptor(x, 'p'), Object.keys(Object.getOwnPropertyDescriptors(x)).length]; }
export function integrity() { const f = Object.freeze(o()), s = Object.seal(o()), p = Object.preventExtensions(o()); return [Object.isFrozen(f), Object.isSealed(s), Object.isExtensible(p), Object.isFrozen(p)]; }
export function asks() { return [Object.is(NaN, NaN), Object.hasOwn(o(), 'a'), Object.getPrototypeOf([]) === Array.prototype, Object.create(null) instanceof Object, Object.create({ x: 1 }).x, Object(1) == 1]; }
export function inherited() { const x = o(); return [x.hasOwnProperty('a'), x.propertyIsEnumerable('a'), Object.prototype.isPrototypeOf(x), x.toString(), x.valueOf() === x]; }
