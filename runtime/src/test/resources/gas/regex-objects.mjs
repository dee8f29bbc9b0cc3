// Regular expressions as objects: their flags, their text, and their methods by symbol.
export function flags() { const r = /a.b/dgimsuy; return [r.source, r.flags, r.global, r.ignoreCase, r.multiline, r.dotAll, r.unicode, r.sticky, r.hasIndices, r.unicodeSets, r.toString()]; }
export function constructed() { const r = new RegExp('a+', 'g'); return [RegExp(r) === r, new RegExp(r, 'i').flags, RegExp('x').source]; }
export function symbols() { return [/a/[Symbol.match]('ba').index, /a/[Symbol.replace]('ba', 'x'), /a/[Symbol.search]('ba'), /a/[Symbol.split]('bac'), [.../a/g[Symbol.matchAll]('aa')].length]; }
export function refused() { const names = []; for (const p of ['(', '(a)\\1', 'a**']) try { new RegExp(p); } catch (e) { names.push(e.name); } return names; }
