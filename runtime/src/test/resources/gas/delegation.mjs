// yield* into generators, arrays, texts and iterators of one's own.
function* inner() { const x = yield 'a'; try { yield x; } finally { yield 'c'; } return 'r'; }
function* outer() { const r = yield* inner(); yield* [r, 1]; yield* 'xy'; yield* new Set([2]); }
export function all() { return [...outer()]; }
export function passed() { const g = outer(); g.next(); return [g.next(5), g.return('done'), g.next()]; }
export function tree() { function* walk(t) { if (t) { yield* walk(t.l); yield t.v; yield* walk(t.r); } } return [...walk({ v: 2, l: { v: 1 }, r: { v: 3 } })]; }
export function own() { const it = { [Symbol.iterator]() { let n = 0; return { next: () => ({ value: n, done: n++ > 2 }) }; } }; function* g() { yield* it; } return [...g()]; }
