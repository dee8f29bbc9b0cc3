// Regular expressions: groups, classes of characters, and every method.
const fails = (run) => { try { run(); return 'none'; } catch (error) { return error.name; } };

export function namedGroups() { const m = /(?<year>\d{4})-(?<month>\d{2})/.exec('on 2024-05'); return [m.groups.year, m.groups.month, m.index, m.length, Object.keys(m.groups), 'x-y'.replace(/(?<a>\w)-(?<b>\w)/, '$<b>-$<a>')]; }
export function groupsThatDoNotTakePart() { const m = /(a)|(b)/.exec('b'); return [m[1], m[2], m.length, 'b'.replace(/(a)|(b)/, '[$1$2]'), 'ab'.split(/(x)?b/), 'b'.replace(/(a)|(b)/, (m, a, b) => typeof a + b)]; }
export function classesAndEscapes() { return ['a1_ -'.replace(/\w/g, 'W'), 'a1 b'.replace(/\D/g, '.'), /\s/.test('\u00a0'), /\bcat\b/.test('a cat!'), /\Bat/.test('cat'), /[\]\\]/.test(']'), /[^a]/.test('a'), /\x41\u0042/.test('AB'), /\//.test('/'), /[\d-]/.test('-'), /\t/.test('\t')]; }
export function constructed() { const r = new RegExp('a+', 'g'), s = new RegExp(r, 'i'), t = RegExp(r); return [r.source, s.flags, t === r, new RegExp('/').source, new RegExp('\n').source, fails(() => new RegExp('(')), fails(() => new RegExp('a', 'gg')), fails(() => new RegExp('a', 'z')), new RegExp('').source, new RegExp(undefined).source]; }
export function greedyAndLazy() { return ['<a><b>'.match(/<[^>]*>/)[0], 'aaa'.match(/a{2}/)[0], 'aaaa'.match(/a{1,3}/)[0], 'aaaa'.match(/a{1,3}?/)[0], '"a" "b"'.match(/"[^"]*"/g)]; }
export function symbolsOfPatterns() { const m = { [Symbol.match]: () => 'matched', [Symbol.replace]: (s, r) => `${s}:${r}`, [Symbol.search]: () => 7, [Symbol.split]: () => ['cut'] }; return ['x'.match(m), 'x'.replace(m, 'y'), 'x'.search(m), 'x'.split(m), /a/[Symbol.match]('ba').index, /a/[Symbol.replace]('ba', 'x')]; }
