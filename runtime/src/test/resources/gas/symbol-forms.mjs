// Symbols of one's own and those that the language asks for.
export function own() { const s = Symbol('mine'), o = { [s]: 1 }; return [o[s], s.description, s.toString(), Object(s).valueOf() === s, Object.keys(o).length]; }
export function primitives() { const o = { [Symbol.toPrimitive]: (hint) => (hint === 'number' ? 7 : hint) }; return [+o, `${o}`, o + '', Object(Symbol.iterator)[Symbol.toPrimitive]() === Symbol.iterator]; }
export function tags() { class T { get [Symbol.toStringTag]() { return 'T'; } } return [`${new T()}`, Object.prototype.toString.call([]), Object.prototype.toString.call(null)]; }
export function spreadable() { return [].concat({ length: 2, 0: 'a', 1: 'b', [Symbol.isConcatSpreadable]: true }); }
export function instances() { return 5 instanceof { [Symbol.hasInstance]: (x) => x === 5 }; }
export function searching() { const p = { [Symbol.match]: () => 'm', [Symbol.replace]: () => 'r', [Symbol.search]: () => 1, [Symbol.split]: () => ['s'] }; return ['x'.match(p), 'x'.replace(p, ''), 'x'.search(p), 'x'.split(p)]; }
