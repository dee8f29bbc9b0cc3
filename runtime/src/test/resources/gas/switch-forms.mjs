// Switches: falling through, default in the middle, on texts and on conditions, with declarations.
const fall = (x) => { let s = ''; switch (x) { case 0: s += 0; default: s += 'd'; case 1: s += 1; break; case 2: s += 2; } return s; };
export function fallsThrough() { return [0, 1, 2, 3].map(fall); }
export function onTexts() { let n = 0; for (const w of ['one', 'two', 'three', 'none']) switch (w) { case 'one': n += 1; break; case 'two': n += 2; break; case 'three': n += 3; } return n; }
export function onConditions() { const grade = (n) => { switch (true) { case n > 90: return 'A'; case n > 80: return 'B'; default: return 'C'; } }; return grade(95) + grade(85) + grade(1); }
export function declares() { switch (1) { case 1: { let a = 2; const b = 3; class C { x = a * b; } return new C().x; } default: return 0; } }
