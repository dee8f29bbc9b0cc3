// Generators that are run to the end, left early and delegated to.
function* upTo(n) { try { for (let i = 0; i < n; i++) yield i; } finally { n = 0; } }
function* both() { yield* upTo(2); yield* [7, 8]; }
export function spread() { return [...upTo(5)]; }
export function early() { for (const i of upTo(100)) if (i === 3) return i; }
export function delegated() { return [...both()]; }
export function fed() { function* g() { const a = yield 1; const b = yield a; return a + b; } const it = g(); it.next(); it.next(2); return it.next(3).value; }
