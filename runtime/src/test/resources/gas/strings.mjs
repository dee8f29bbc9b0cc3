// Texts: built, searched, cut and compared.
export function built() { let s = ''; for (let i = 0; i < 20; i++) s += `${i},`; return s.length; }
export function searched() { const s = 'the quick brown fox'.repeat(10); return [s.indexOf('fox'), s.includes('cat'), s.lastIndexOf('the'), s.startsWith('the')]; }
export function cut() { return ['a,b,c'.split(','), 'abcdef'.slice(1, -1), 'abc'.at(-1), '  x '.trim(), 'ab'.padStart(6, '-')]; }
export function codes() { const s = 'hällo'; let n = 0; for (let i = 0; i < s.length; i++) n += s.charCodeAt(i); return [n, String.fromCodePoint(128512)]; }
export function cases() { return ['ß'.toUpperCase(), 'ÀB'.toLowerCase(), 'a' < 'b', 'é'.normalize('NFD').length]; }
export function replaced() { return 'a-b-c'.replaceAll('-', '+').replace('a', (m) => m + m); }
