// The functions of Reflect.
export function reads() { const o = { get a() { return this.b; }, b: 1 }; return [Reflect.get(o, 'a'), Reflect.get(o, 'a', { b: 2 }), Reflect.has(o, 'c'), Reflect.ownKeys(o), Reflect.getPrototypeOf(o) === Object.prototype]; }
export function writes() { const o = { a: 1 }; return [Reflect.set(o, 'a', 2), Reflect.set(Object.freeze({ x: 1 }), 'x', 2), Reflect.defineProperty(o, 'b', { value: 3 }), Reflect.deleteProperty(o, 'a'), o.b]; }
export function integrity() { const o = {}; return [Reflect.isExtensible(o), Reflect.preventExtensions(o), Reflect.isExtensible(o), Reflect.getOwnPropertyDescriptor({ x: 1 }, 'x')]; }
export function applies() { return Reflect.apply(Math.max, null, [1, 3, 2]); }
