// Calls inside calls by every way that leads from one to the next: not too deep, and without an end.
const down = (step, n) => (n <= 0 ? 0 : 1 + step(() => down(step, n - 1)));
const closure = (again) => again();
export function closureDeep() { return down(closure, 60); }
export function closureTooDeep() { return down(closure, Infinity); }
const method = (again) => ({ m() { return again(); } }).m();
export function methodDeep() { return down(method, 60); }
export function methodTooDeep() { return down(method, Infinity); }
const getter = (again) => ({ get x() { return again(); } }).x;
export function getterDeep() { return down(getter, 60); }
export function getterTooDeep() { return down(getter, Infinity); }
const setter = (again) => (() => { let got; ({ set x(v) { got = again(); } }).x = 1; return got; })();
export function setterDeep() { return down(setter, 60); }
export function setterTooDeep() { return down(setter, Infinity); }
const toJson = (again) => Number(JSON.stringify({ toJSON() { return again(); } }));
export function toJsonDeep() { return down(toJson, 60); }
export function toJsonTooDeep() { return down(toJson, Infinity); }
const replacer = (again) => Number(JSON.stringify(1, () => again()));
export function replacerDeep() { return down(replacer, 60); }
export function replacerTooDeep() { return down(replacer, Infinity); }
const reviver = (again) => JSON.parse('1', () => again());
export function reviverDeep() { return down(reviver, 60); }
export function reviverTooDeep() { return down(reviver, Infinity); }
const comparator = (again) => (() => { let got; [1, 2].sort(() => { got ??= again(); return 0; }); return got; })();
export function comparatorDeep() { return down(comparator, 60); }
export function comparatorTooDeep() { return down(comparator, Infinity); }
const mapped = (again) => [1].map(() => again())[0];
export function mappedDeep() { return down(mapped, 60); }
export function mappedTooDeep() { return down(mapped, Infinity); }
const reduced = (again) => [1].reduce(() => again(), 0);
export function reducedDeep() { return down(reduced, 60); }
export function reducedTooDeep() { return down(reduced, Infinity); }
const replaced = (again) => Number('x'.replace(/x/, () => again()));
export function replacedDeep() { return down(replaced, 60); }
export function replacedTooDeep() { return down(replaced, Infinity); }
const toText = (again) => Number(`${{ toString() { return again(); } }}`);
export function toTextDeep() { return down(toText, 60); }
export function toTextTooDeep() { return down(toText, Infinity); }
const valueOf = (again) => +{ valueOf() { return again(); } };
export function valueOfDeep() { return down(valueOf, 60); }
export function valueOfTooDeep() { return down(valueOf, Infinity); }
const primitive = (again) => +{ [Symbol.toPrimitive]() { return again(); } };
export function primitiveDeep() { return down(primitive, 60); }
export function primitiveTooDeep() { return down(primitive, Infinity); }
const iterated = (again) => [...{ [Symbol.iterator]() { let done = false; return { next() { if (done) return { done }; done = true; return { value: again(), done: false }; } }; } }][0];
export function iteratedDeep() { return down(iterated, 60); }
export function iteratedTooDeep() { return down(iterated, Infinity); }
const generated = (again) => [...(function* () { yield again(); })()][0];
export function generatedDeep() { return down(generated, 60); }
export function generatedTooDeep() { return down(generated, Infinity); }
const delegated = (again) => [...(function* () { yield* [again()]; })()][0];
export function delegatedDeep() { return down(delegated, 60); }
export function delegatedTooDeep() { return down(delegated, Infinity); }
const spreadArguments = (again) => Math.max(...[again()]);
export function spreadArgumentsDeep() { return down(spreadArguments, 60); }
export function spreadArgumentsTooDeep() { return down(spreadArguments, Infinity); }
const destructured = (again) => (({ a = again() }) => a)({});
export function destructuredDeep() { return down(destructured, 60); }
export function destructuredTooDeep() { return down(destructured, Infinity); }
const defaulted = (again) => ((a = again()) => a)();
export function defaultedDeep() { return down(defaulted, 60); }
export function defaultedTooDeep() { return down(defaulted, Infinity); }
const tagged = (again) => ((parts) => again())`x`;
export function taggedDeep() { return down(tagged, 60); }
export function taggedTooDeep() { return down(tagged, Infinity); }
const constructed = (again) => new (class { constructor() { this.got = again(); } })().got;
export function constructedDeep() { return down(constructed, 60); }
export function constructedTooDeep() { return down(constructed, Infinity); }
const derived = (again) => new (class extends class { constructor() { this.got = again(); } } {})().got;
export function derivedDeep() { return down(derived, 60); }
export function derivedTooDeep() { return down(derived, Infinity); }
const inherited = (again) => new (class extends class { m() { return again(); } } { m() { return super.m(); } })().m();
export function inheritedDeep() { return down(inherited, 60); }
export function inheritedTooDeep() { return down(inherited, Infinity); }
const initialised = (again) => new (class { got = again(); })().got;
export function initialisedDeep() { return down(initialised, 60); }
export function initialisedTooDeep() { return down(initialised, Infinity); }
const classStatic = (again) => (class { static got = again(); }).got;
export function classStaticDeep() { return down(classStatic, 60); }
export function classStaticTooDeep() { return down(classStatic, Infinity); }
const bound = (again) => (function () { return again(); }).bind(null)();
export function boundDeep() { return down(bound, 60); }
export function boundTooDeep() { return down(bound, Infinity); }
const applied = (again) => (function () { return again(); }).apply(null, []);
export function appliedDeep() { return down(applied, 60); }
export function appliedTooDeep() { return down(applied, Infinity); }
const reflected = (again) => Reflect.apply(() => again(), null, []);
export function reflectedDeep() { return down(reflected, 60); }
export function reflectedTooDeep() { return down(reflected, Infinity); }
const hasInstance = (again) => (() => { let got; 1 instanceof { [Symbol.hasInstance]() { got = again(); return true; } }; return got; })();
export function hasInstanceDeep() { return down(hasInstance, 60); }
export function hasInstanceTooDeep() { return down(hasInstance, Infinity); }
const keyed = (again) => (() => { let got; ({})[{ toString() { got = again(); return 'k'; } }]; return got; })();
export function keyedDeep() { return down(keyed, 60); }
export function keyedTooDeep() { return down(keyed, Infinity); }
const arrayFrom = (again) => Array.from([1], () => again())[0];
export function arrayFromDeep() { return down(arrayFrom, 60); }
export function arrayFromTooDeep() { return down(arrayFrom, Infinity); }
const forEach = (again) => (() => { let got; new Map([[1, 1]]).forEach(() => { got = again(); }); return got; })();
export function forEachDeep() { return down(forEach, 60); }
export function forEachTooDeep() { return down(forEach, Infinity); }
const typedMapped = (again) => (() => { let got; new Uint8Array(1).map(() => { got = again(); return 1; }); return got; })();
export function typedMappedDeep() { return down(typedMapped, 60); }
export function typedMappedTooDeep() { return down(typedMapped, Infinity); }
const caught = (again) => (() => { try { throw 1; } catch { return again(); } finally { 1; } })();
export function caughtDeep() { return down(caught, 60); }
export function caughtTooDeep() { return down(caught, Infinity); }
const compared = (again) => (() => { let got; ({ valueOf() { got = again(); return 1; } }) < 2; return got; })();
export function comparedDeep() { return down(compared, 60); }
export function comparedTooDeep() { return down(compared, Infinity); }
const joined = (again) => Number([{ toString() { return again(); } }].join());
export function joinedDeep() { return down(joined, 60); }
export function joinedTooDeep() { return down(joined, Infinity); }
const nested = (again) => ((((((((((1, again()))))))))));
export function nestedDeep() { return down(nested, 60); }
export function nestedTooDeep() { return down(nested, Infinity); }
