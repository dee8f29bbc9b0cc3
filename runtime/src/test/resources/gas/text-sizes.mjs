// Methods of texts on none, one, a thousand and a hundred thousand characters.
const of = (n) => 'a'.repeat(n);
const all = (s) => [s.indexOf('b'), s.lastIndexOf('b'), s.includes('b'), s.startsWith('b'), s.endsWith('b'), s.trim().length, s.trimStart().length, s.trimEnd().length, s.toUpperCase().length, s.toLowerCase().length, s.slice(1).length, s.concat('x').length, s.padStart(3).length, s.padEnd(3).length, s.isWellFormed(), s.toWellFormed().length, s.at(-1), s.codePointAt(0)];
export function none() { return all(of(0)); }
export function one() { return all(of(1)); }
export function thousand() { return all(of(1000)); }
export function hundredThousand() { return all(of(100_000)); }
export function compared() { const a = of(100_000); return [a === a + '', a < a + 'b', a === of(100_000)]; }
