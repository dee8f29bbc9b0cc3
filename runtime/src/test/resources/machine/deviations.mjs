// Where a contract's realm differs from ECMA-262 on purpose; `deviations.json` holds what is so instead.
const fails = (run) => { try { run(); return 'none'; } catch (error) { return error.name; } };

export function builtInsCannotBeChanged() { return [fails(() => { Array.prototype.last = 1; }), fails(() => { Object.prototype.x = 1; }), fails(() => { Math.PI = 3; }), fails(() => { delete Array.prototype.map; }), fails(() => { Object.defineProperty(String.prototype, 'x', { value: 1 }); }), fails(() => { globalThis.x = 1; }), fails(() => { Map.x = 1; }), fails(() => { Object.prototype.toString = 1; })]; }
export function methodsOfBuiltInsAreShadowedByDefinitionAlone() { const a = [1]; const assigned = [fails(() => { a.map = 1; }), fails(() => { a.toString = 1; }), fails(() => { new Map().get = 1; }), fails(() => { /x/.exec = 1; })]; Object.defineProperty(a, 'map', { value: () => 'mine' }); class List extends Array { map() { return 'theirs'; } } class Late extends Array { constructor() { super(); this.at = 1; } } return [assigned, a.map(), new List().map(), fails(() => new Late()), { ...a }]; }
export function errorsOfTheEngineHaveNoText() { try { null.x; } catch (e) { return [e.name, e.message, e.stack, 'stack' in new Error('own'), new Error('own').message]; } }
export function codeCannotBeMade() { return [(() => 0).constructor === Object, (function* () {}).constructor === Object]; }
export function prototypesAreFixed() { return ['setProto' + 'typeOf', '__pro' + 'to__', '__define' + 'Getter__'].map((n) => [n in Object, n in {}]); }
export function symbolsAreNotShared() { return ['for' in Symbol, 'keyFor' in Symbol]; }
export function annexBIsAbsent() { return ['substr' in String.prototype, 'anchor' in String.prototype, 'compile' in RegExp.prototype, 'trimLeft' in String.prototype, 'esc' + 'ape' in globalThis]; }
export function localesAreAbsent() { return ['toLocale' + 'String' in Array.prototype, 'toLocale' + 'UpperCase' in String.prototype, 'locale' + 'Compare' in String.prototype]; }
export function patternsAreLinear() { return ['(a)\\1', '(?=a)b', '(?<!a)b', '(a+)+', '(a|a)*', 'a{900}'].map((p) => fails(() => new RegExp(p))).concat(fails(() => new RegExp('a', 'v'))); }
export function bigIntsAreBounded() { return [fails(() => 1n << 65536n), fails(() => 2n ** 65536n), fails(() => BigInt('9'.repeat(20000))), fails(() => BigInt.asUintN(70000, -1n)), (1n << 65535n) > 0n]; }
export function prototypeChainsAreBounded() { return fails(() => { let o = {}; for (let i = 0; i < 40; i++) o = Object.create(o); }); }
export function valuesAreWalkedSoDeep() { const deep = (n) => { let v = 0; for (let i = 0; i < n; i++) v = [v]; return v; }; return [fails(() => JSON.stringify(deep(400))), fails(() => JSON.stringify(deep(600))), fails(() => deep(600).flat(Infinity)), fails(() => JSON.parse('['.repeat(600) + ']'.repeat(600)))]; }
export function lengthsAreNotComputed() { const like = { get length() { return 1; }, 0: 'a' }; return [fails(() => Array.from(like)), fails(() => Array.prototype.map.call(like, (x) => x)), fails(() => new Uint8Array(like)), fails(() => Math.max.apply(null, like)), fails(() => Array.from({ length: { valueOf: () => 1 } })), Array.from({ length: 1, 0: 'a' })]; }
export function countsAreNotConverted() { return [fails(() => 'x'.repeat({ valueOf: () => 2 })), fails(() => 'x'.padStart([3])), 'x'.repeat('2')]; }
export function patternsAreTextsOrRegExps() { return [fails(() => 'x'.match({ toString: () => 'x' })), fails(() => 'x'.search([])), fails(() => new RegExp({})), fails(() => String.raw({ raw: 'abc' }))]; }
export function boundFunctionsAreBoundOnce() { return fails(() => (() => 1).bind().bind()); }
