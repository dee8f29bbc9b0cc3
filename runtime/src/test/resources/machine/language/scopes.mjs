// Variables: what a name means where, and when it may be read.
const fails = (run) => { try { run(); return 'none'; } catch (error) { return error.name; } };

export function letIsDeadBeforeItsLine() { const early = () => later; const first = fails(early); let later = 1; return [first, early()]; }
export function typeofOfADeadNameThrows() { return [fails(() => { typeof dead; let dead; }), typeof globalThis.neverDeclared]; }
export function aDefaultSeesParametersBeforeIt() { return [((a, b = a) => b)(1), fails(() => ((a = b, b = 1) => a)()), ((a, b = () => a) => { a = 9; return b(); })(1)]; }
export function aParameterScopeIsNotTheBody() { var x = 'out'; function f(g = () => x) { var x = 'in'; return g() + x; } return f(); }
export function classNameIsDeadInItsHeritage() { return fails(() => { class A extends A {} }); }
export function classNameInsideIsConstant() { class A { static try() { return fails(() => { A = 1; }); } } const inside = A.try(); const B = A; return [inside, B.try()]; }
export function functionNameInsideIsConstant() { const f = function self() { return fails(() => { self = 1; }); }; return f(); }
export function eachTurnHasItsOwnLet() { const out = []; for (let i = 0; i < 3; i++) out.push(() => i++); return out.map((f) => [f(), f()]); }
export function varIsSharedByTheTurns() { const out = []; for (var i = 0; i < 3; i++) out.push(() => i); return out.map((f) => f()); }
export function theHeadClosureKeepsTheFirst() { const seen = []; for (let i = 0, f = () => i; i < 3; i++) seen.push(f()); return seen; }
export function changesInTheBodyReachTheNextTurn() { const fs = []; for (let i = 0; i < 6; i++) { fs.push(() => i); i++; } return fs.map((f) => f()); }
export function constInForOf() { const fs = []; for (const x of ['a', 'b']) fs.push(() => x); for (const k in { c: 1, d: 2 }) fs.push(() => k); return fs.map((f) => f()); }
export function constCannotBeAssigned() { return [fails(() => { const c = 1; c++; }), fails(() => { for (const i = 0; i < 1; i++); }), fails(() => { const [a] = [1]; ({ a } = { a: 2 }); })]; }
export function varIsHoistedWithoutItsValue() { const before = v; var v = 5; { var w = 6; } return [before, v, w]; }
export function functionsAreHoistedWithTheirBody() { const r = f(); function f() { return 'first'; } return r; }
export function theLastFunctionWins() { function f() { return 1; } function f() { return 2; } return f(); }
export function blockFunctionsStayInTheirBlock() { const log = []; { log.push(inner()); function inner() { return 'in'; } } log.push(typeof inner); return log; }
export function shadowsEndWithTheirBlock() { let x = 1; { let x = 2; { let x = 3; x++; } x++; } try { throw 5; } catch (x) { x = 6; } return x; }
export function switchIsOneScope() { const r = []; for (const v of [0, 1]) { r.push(fails(() => { switch (v) { case 0: let a = 1; return a; case 1: return a; } })); } return r; }
export function caughtNamesAreLocal() { let e = 'out'; try { throw 'in'; } catch (e) { e += '!'; } try { throw 1; } catch { } return e; }
export function closuresShareOneVariable() { const counter = () => { let n = 0; return { up: () => ++n, down: () => --n, get n() { return n; } }; }; const a = counter(), b = counter(); a.up(); a.up(); b.down(); return [a.n, b.n]; }
export function closuresOutliveTheirCall() { const adders = [1, 2, 3].map((n) => (x) => x + n); return adders.map((f) => f(10)); }
export function recursionHasFreshVariables() { const f = (n) => { let mine = n; if (n > 0) f(n - 1); return mine; }; return f(4); }
export function thisOfAPlainCallIsUndefined() { function f() { return this; } const o = { f, g: () => typeof this }; return [f() === undefined, o.f() === o, (0, o.f)() === undefined, (o.f)() === o]; }
export function methodsTakenOffLoseThis() { class A { v = 1; m() { return this?.v; } n = () => this.v; } const { m, n } = new A(); return [m(), n()]; }
