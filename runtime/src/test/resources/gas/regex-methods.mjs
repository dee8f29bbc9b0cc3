// Each method that takes a regular expression.
export function tests() { const r = /a/g; return [r.test('aba'), r.lastIndex, /b/y.test('ab'), /A/i.test('a')]; }
export function executes() { const r = /(\d)(?<l>[a-z])/dg, out = []; for (let m; (m = r.exec('1a 2b 3c')); ) out.push(m.index + m.groups.l); return out; }
export function matches() { return ['a1b2'.match(/\d/g), 'a1'.match(/(\w)(\d)/).length, 'x'.match('x').index, 'x'.match(/y/)]; }
export function matchesAll() { return [...'a1b22'.matchAll(/[a-z](\d+)/g)].map((m) => m[1]); }
export function replaces() { return ['a1b2'.replace(/\d/g, '<$&>'), 'ab'.replace(/(a)(b)/, '$2$1'), 'aXb'.replaceAll(/x/gi, () => '-')]; }
export function searches() { return ['abc'.search(/c/), 'abc'.search('z')]; }
export function splits() { return ['a1b2c'.split(/\d/), 'a, b'.split(/(,)\s*/)]; }
