// Destructuring and spread, in every place where they may stand.
const fails = (run) => { try { run(); return 'none'; } catch (error) { return error.name; } };

export function objectsInOrder() { const log = []; const o = { get a() { log.push('a'); }, get b() { log.push('b'); return 1; }, get c() { log.push('c'); return {}; } }; const { c: { x = log.push('default x') }, a = log.push('default a'), b } = o; return [log, x, a, b]; }
export function computedKeysAndTargets() { const log = []; const t = (n, v) => { log.push(n); return v; }; const o = {}; ({ [t('key', 'a')]: t('target', o)[t('name', 'z')] = t('default', 5) } = { get a() { log.push('get'); } }); return [log, o]; }
export function arraysAssignLeftToRight() { let a = 1, b = 2, c = 3; [a, b, c] = [c, a, b]; const x = [1, 2]; let i = 0; [x[i++], x[i++]] = [x[1], x[0]]; return [a, b, c, x, i]; }
export function restOfObjects() { const s = Symbol('s'); const { a, ...rest } = Object.assign(Object.create({ inherited: 1 }), { a: 1, b: 2, [s]: 3 }); Object.defineProperty(rest, 'hidden', { value: 1 }); const { ...copy } = rest; return [Object.keys(rest), rest[s], 'inherited' in copy, Object.getOwnPropertyNames(copy)]; }
export function restOfArrays() { const [a, ...[b, ...c]] = [1, 2, 3, 4]; const [...{ length, 0: first }] = 'xyz'; return [a, b, c, length, first]; }
export function defaultsAreLazy() { let n = 0; const d = () => ++n; const { a = d(), b = d() } = { a: 1 }; const [x = d(), y = d()] = [undefined, null]; return [a, b, x, y, n]; }
export function defaultsMaySeeNamesBefore() { const { a = 1, b = a + 1, c = b + 1 } = {}; const [p, q = p, r = q] = [7]; return [a, b, c, p, q, r, fails(() => { const { u = v, v } = {}; })]; }
export function nestedPatterns() { const { list: [{ name, tags: [first = 'none', ...others] = [] }, ...more], meta: { page: { size = 10 } = {} } = {} } = { list: [{ name: 'n', tags: ['a', 'b', 'c'] }, 2, 3] }; return [name, first, others, more, size]; }
export function nullAndUndefinedThrow() { return [fails(() => { const {} = null; }), fails(() => { const { a } = undefined; }), fails(() => { const [a] = undefined; }), fails(() => { const { a: { b } } = {}; }), fails(() => ((({ a }) => a)()))]; }
export function primitivesHaveProperties() { const { length } = 'four'; const { toFixed } = 5; const { x } = true; return [length, typeof toFixed, x]; }
export function holesInPatterns() { const [, a, , b] = [1, 2, 3, 4]; const [c, , ...d] = 'hello'; return [a, b, c, d]; }
export function inLoops() { const out = []; for (const [k, { v = 'd' }] of Object.entries({ a: { v: 1 }, b: {} })) out.push(k + v); for (const { length } of ['x', 'yy']) out.push(length); for (const [first] in { ab: 1, cd: 2 }) out.push(first); let o = {}; for (o.x of [1, 2]); for ([o.y, o.z = 9] of [[3]]); for (var { w } of [{ w: 5 }]); return [out, o, w]; }
export function inParameters() { const f = ({ a, b: [c] = ['d'] } = {}, [e, { g = 6 }] = [5, {}], ...[h, i]) => [a, c, e, g, h, i]; return [f(), f({ a: 1, b: ['x'] }, [2, { g: 3 }], 7, 8, 9)]; }
export function inCatch() { try { throw { code: 5, info: ['x'] }; } catch ({ code, info: [first], missing = 'm' }) { return [code, first, missing]; } }
export function assignmentGivesItsRightSide() { let a; const source = { a: 1, b: 2 }; const r = ({ a } = source); return [r === source, a, ([a] = 'xy')]; }
export function functionNamesFromPatterns() { const { f = () => 0 } = {}, [g = function () {}] = [], { h: k = class {} } = {}; return [f.name, g.name, k.name]; }
export function swapsAndFibonacci() { let a = 0, b = 1; for (let i = 0; i < 50; i++) [a, b] = [b, a + b]; const list = [3, 1, 2]; [list[0], list[2]] = [list[2], list[0]]; return [a, list]; }
export function spreadOfArrays() { const h = [1, , 3]; return [[...h], 1 in [...h], [...'😀b', ...[1, 2], ...new Set([1, 1])], [...new Map([[1, 2]])], Math.max(...[1, 5, 3], 4, ...[9])]; }
export function spreadOfObjects() { const log = []; const src = { get a() { log.push('get a'); return 1; }, b: 2 }; const o = { a: 0, ...src, b: 3, ...null, ...undefined, ...'hi', ...[9], ...5 }; return [o, log, Object.getOwnPropertyDescriptor(o, 'a').value]; }
export function spreadDefinesAndAssignSets() { const log = []; const target = { set x(v) { log.push('set ' + v); } }; Object.assign(target, { x: 1 }); const o = { set y(v) { log.push('never'); }, ...{ y: 2 } }; return [log, o.y]; }
export function spreadOrderOfKeys() { return [Object.keys({ b: 1, ...{ 2: 1, a: 1, 1: 1 }, c: 1 }), Object.keys({ ...{ z: 1 }, a: 1, ...{ z: 2, b: 1 } })]; }
export function spreadArguments() { const f = (...a) => a.length; class P { constructor(...a) { this.n = a.length; } } return [f(...[], ...[undefined], ...[,]), new P(...'abc').n, f.apply(null, [, ,]), [].concat(...[[1], [2, [3]]])]; }
