// Texts searched, cut and replaced by regular expressions.
const fails = (run) => { try { run(); return 'none'; } catch (error) { return error.name; } };

export function matchAllGivesEach() { return [[...'a1b22'.matchAll(/([a-z])(\d+)/g)].map((m) => [m[0], m[1], m.index]), fails(() => 'a'.matchAll(/a/)), [...'aaa'.matchAll(/(?:)/g)].length]; }
export function matchOfEachKind() { return ['x1y2'.match(/\d/g), 'x1y2'.match(/\d/).index, 'x'.match(/y/), 'x'.match(/y/g), 'a.c'.match('.')[0], ''.match(/(?:)/)[0]]; }
export function replaceWithFunctions() { return ['john smith'.replace(/(\w+)\s(\w+)/, (all, a, b, at, text) => `${b} ${a} ${at} ${text.length}`), 'a-b_c'.replace(/[-_](\w)/g, (_, c) => c.toUpperCase()), 'aaa'.replace(/a/g, (m, i) => i)]; }
export function replaceWithPatterns() { return ['abc'.replace(/(b)/, '[$1|$&|$`|$\'|$$|$2]'), 'aaa'.replace(/a/, 'b'), 'aaa'.replace(/a/g, '$&$&'), '12'.replace(/(\d)(\d)/, '$2$1'), 'x'.replace(/x/, '$0$10')]; }
export function splitByPattern() { return ['a, b;c'.split(/[,;]\s*/), 'a1b2'.split(/(\d)/), 'abc'.split(/b/, 1), ''.split(/x/), ''.split(/(?:)/), 'aXbxc'.split(/x/i)]; }
export function searchAndTest() { const g = /b/g; g.lastIndex = 2; return ['abc'.search(/c/), 'abc'.search(/x/), 'ab'.search(g), g.lastIndex, /a/.test(), /undefined/.test(), /null/.test(null)]; }
