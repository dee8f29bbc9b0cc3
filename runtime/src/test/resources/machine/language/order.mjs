// The order in which the parts of an expression are evaluated.
const tracer = (log) => (name, value) => { log.push(name); return value; };
const fails = (run) => { try { run(); return 'none'; } catch (error) { return error.name; } };

export function operandsFromTheLeft() { const log = [], t = tracer(log); const sum = t('a', 1) + t('b', 2) * t('c', 3) ** t('d', 2); return [sum, log]; }
export function argumentsAfterTheFunction() { const log = [], t = tracer(log); t('f', (...all) => all.length)(t('x'), ...t('y', [1, 2]), t('z')); return log; }
export function argumentsBeforeTheCheckOfTheFunction() { const log = [], t = tracer(log); return [fails(() => undefined(t('x'))), fails(() => ({}).missing(t('y'))), fails(() => null.missing(t('z'))), log]; }
export function keyBeforeTheValueOfAnAssignment() { const log = [], t = tracer(log), o = {}; t('o', o)[t('k', 'key')] = t('v', 1); return [log, o]; }
export function keyIsConvertedBeforeAWrite() { const log = []; const key = { toString() { log.push('key'); return 'k'; } }; const o = { get k() { log.push('get'); return 1; }, set k(v) { log.push('set' + v); } }; o[key] += (log.push('right'), 5); return log; }
export function oldValueIsReadFirst() { let x = 1; const change = () => { x = 100; return 1; }; x += change(); let y = 1; y = y + (y = 5); return [x, y]; }
export function conditionsStopEarly() { const log = [], t = tracer(log); const r = [t('a', 0) && t('b', 1), t('c', 1) || t('d', 2), t('e', null) ?? t('f', 3), t('g', 1) ? t('h', 4) : t('i', 5)]; return [r, log]; }
export function logicalAssignmentStopsEarly() { const log = []; const o = { get a() { log.push('get a'); return 1; }, set a(v) { log.push('set a'); }, b: null }; o.a ||= log.push('never'); o.a &&= 7; o.b ??= 'filled'; o.a ??= log.push('never'); return [log, o.b]; }
export function propertiesInTheOrderOfTheText() { const log = [], t = tracer(log); const o = { [t('k1', 'b')]: t('v1', 1), ...t('s', { c: 3 }), [t('k2', 'a')]: t('v2', 2), get [t('k3', 'g')]() { return 1; } }; return [log, Object.keys(o)]; }
export function classPartsInTheOrderOfTheText() { const log = [], t = tracer(log); class Base {} class K extends t('extends', Base) { [t('method', 'm')]() {} static [t('static key', 's')] = t('static value', 1); [t('field key', 'f')] = t('field value', 2); } log.push('made'); new K(); return log; }
export function templatesConvertAtTheirPlace() { const log = []; const say = (n) => ({ toString() { log.push('text ' + n); return n; } }); const t = tracer(log); const r = `${t('a', say('1'))}${t('b', say('2'))}`; return [r, log]; }
export function comparisonConvertsFromTheLeft() { const log = []; const num = (n) => ({ valueOf() { log.push(n); return n; } }); return [num(1) < num(2), num(3) > num(4), num(5) <= num(5), log]; }
export function additionConvertsBothBeforeItAdds() { const log = []; const a = { [Symbol.toPrimitive](hint) { log.push('a ' + hint); return 1n; } }; const b = { [Symbol.toPrimitive](hint) { log.push('b ' + hint); return 1; } }; return [fails(() => a + b), log]; }
export function defaultsOnlyWhereNeeded() { const log = [], t = tracer(log); const f = (a = t('a', 1), b = t('b', a + 1), { c = t('c', 3) } = {}) => [a, b, c]; return [f(undefined, null, { c: 0 }), f(), log]; }
export function sequenceGivesTheLast() { const log = [], t = tracer(log); const r = (t('a', 1), t('b', 2), t('c', 3)); return [r, log]; }
export function deleteEvaluatesItsObject() { const log = [], t = tracer(log); const o = { x: 1 }; const r = delete t('o', o)[t('k', 'x')]; return [r, log, Object.keys(o)]; }
export function switchTestsUntilOneMatches() { const log = [], t = tracer(log); let r; switch (t('value', 2)) { case t('one', 1): r = 1; break; case t('two', 2): r = 2; break; case t('three', 3): r = 3; } return [r, log]; }
export function forHeadsInOrder() { const log = [], t = tracer(log); for (let i = t('init', 0); t('test', i < 2); i += t('update', 1)) log.push('body ' + i); return log; }
export function exponentsFromTheRight() { const log = [], t = tracer(log); return [t('a', 2) ** t('b', 3) ** t('c', 2), log, (-2) ** 2]; }
export function incrementGivesOldOrNew() { let x = 5; const o = { n: 1 }, a = [1, 2]; let i = 0; a[i++] = a[i] + 10; return [x++, ++x, x--, --x, o.n++ + ++o.n, a, i]; }
