// Switches over numbers, texts and mixed values, with and without a fall through.
const name = (x) => { switch (x) { case 1: return 'one'; case 'a': case 'b': return 'letter'; case 2n: return 'big'; default: return 'other'; } };
export function each() { return [name(1), name('b'), name(2n), name(null)]; }
export function falls() { let n = 0; for (let i = 0; i < 6; i++) { switch (i) { case 1: n += 1; case 2: n += 10; break; case 4: n += 100; } } return n; }
