// Templates, plain and tagged.
const tag = (parts, ...values) => parts.raw.join('|') + values.join(',');
export function plain() { let s = ''; for (let i = 0; i < 10; i++) s = `${s}<${i}>`; return s; }
export function tagged() { return tag`a${1}\n${2}b`; }
export function again() { const f = () => tag`x${0}`; return [f(), f(), f() === f()]; }
