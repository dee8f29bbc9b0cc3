// Keys of objects in their order.
export function own() { const all = []; for (const k in { b: 1, a: 2, 1: 3, 0: 4 }) all.push(k); return all; }
export function inherited() { const all = []; for (const k in Object.create({ a: 1 }, { b: { value: 2, enumerable: true } })) all.push(k); return all; }
export function ofArrays() { let n = 0; for (const i in [5, 6, 7]) n += Number(i); return n; }
