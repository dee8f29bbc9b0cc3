// Loops whose heads take values apart.
export function ofArrays() { let n = 0; for (const [a, b = 2] of [[1], [3, 4]]) n += a * b; return n; }
export function ofObjects() { let n = 0; for (const { x, ...rest } of [{ x: 1, y: 2 }, { x: 3 }]) n += x + Object.keys(rest).length; return n; }
export function ofMembers() { const o = {}; for (o.last of [1, 2, 3]); for ([o.a, o.b] of [[4, 5]]); return [o.last, o.a, o.b]; }
export function inKeys() { let s = ''; for (const [first] in { ab: 1, cd: 2 }) s += first; return s; }
export function counted() { let s = 0; for (let [i, j] = [0, 10], step = 2; i < j; i += step, j--) s += j - i; return s; }
