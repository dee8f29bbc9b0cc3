// The flags of regular expressions, and where a match begins.

export function lastIndexMovesWithGlobal() { const r = /a/g, log = []; for (let i = 0; i < 4; i++) log.push([r.test('aba'), r.lastIndex]); return log; }
export function stickyMatchesOnlyThere() { const r = /b/y; const a = r.test('ab'); r.lastIndex = 1; const b = r.test('ab'); return [a, b, r.lastIndex, r.test('ab'), r.lastIndex, 'abab'.replace(/a/y, 'x'), 'bab'.replace(/a/y, 'x')]; }
export function lastIndexIsOrdinary() { const r = /a/; r.lastIndex = 5; const d = Object.getOwnPropertyDescriptor(r, 'lastIndex'); return [r.test('a'), r.lastIndex, d]; }
export function unicodeMode() { return [/^.$/u.test('😀'), /^.$/.test('😀'), /\u{1F600}/u.test('😀'), '😀x'.match(/./gu).length, /[😀]/u.test('😀'), /^\W$/u.test('é'), '😀'.replace(/(?:)/gu, '-')]; }
export function ignoreCase() { return [/abc/i.test('ABC'), /[a-z]/i.test('K'), /ß/i.test('ẞ'), /ß/iu.test('ẞ'), /É/i.test('é'), /\u212a/i.test('k'), /\u212a/iu.test('k')]; }
export function multilineAndDotAll() { return ['a\nb'.match(/^b$/m)?.[0], /^b/.test('a\nb'), /a.b/.test('a\nb'), /a.b/s.test('a\nb'), 'x\r\ny'.split(/\r?\n/), 'a\nb\nc'.replace(/^/gm, '> ')]; }
export function indices() { const m = /b(c)(?<n>d)/d.exec('abcd'); return [m.indices[0], m.indices[1], m.indices.groups.n, /x/d.hasIndices]; }
export function sourceAndFlags() { const r = /a\/b/gimsuyd; return [r.source, r.flags, String(r), r.global, r.sticky, r.unicode, r.dotAll, /(?:)/.source]; }
