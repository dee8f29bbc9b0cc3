// Template literals with a tag, and texts as they are written.
const tag = (strings, ...values) => strings.raw.join('|') + values.length;
export function tagged() { return [tag`a${1}b${2}c`, tag``, tag`\n`]; }
export function sameParts() { const f = () => ((s) => s)`x${1}y`; return f() === f(); }
export function raw() { return String.raw`\u0041${1 + 1}\n`; }
export function nested() { return `a${`b${`c${1}`}`}`; }
export function long() { let s = ''; for (let i = 0; i < 12; i++) s = `${s}${s}x`; return s.length; }
