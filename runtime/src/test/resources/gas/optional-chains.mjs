// Optional chaining and the operators for what is missing.
const tree = { a: { b: null, f() { return this.n; }, n: 7 }, list: [1, 2] };
export function found() { return [tree?.a?.f(), tree.list?.[1], tree['a']?.n]; }
export function missing() { return [tree.x?.y.z[0].deep(), tree.a.b?.(), tree?.a.b?.c, tree.q?.[1 + 1]]; }
export function assigned() { const o = { zero: 0, none: null }; o.zero ||= 1; o.none ??= 2; o.zero &&= 3; o.fresh ??= [4]; let x; x ??= 5; return [o, x]; }
export function chosen() { let n = 0; for (let i = 0; i < 10; i++) n += (i % 3 || null) ?? 100; return n; }
