// Whole numbers beside fractions, in arrays, variables and fields.
export function literals() { let x = 5; return [6 - x, 7 % 3, 12 / 3, -(2 * x), 0.5]; }
export function changing() { const out = []; for (let i = 0; i < 6; i++) { const z = i % 2 ? 0.5 : 6 - i; out.push([7 % (i + 1), z, 6 * i]); } return out; }
export function fields() { const o = { p: 0.5 }; for (let i = 0; i < 4; i++) o.p = i % 2 ? 6 - i : o.p / 2; return o; }
export function powers() { let s = 0; for (let i = 1; i < 8; i++) s += (i + 0.5) ** (i - 3) + 779 ** (i + 24); return s; }
