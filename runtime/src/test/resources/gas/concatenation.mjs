// Texts that grow: each concatenation pays for its whole result.
export function byOne() { let s = ''; for (let i = 0; i < 100; i++) s += 'x'; return s.length; }
export function doubling() { let s = 'x'; for (let i = 0; i < 15; i++) s += s; return s.length; }
export function template() { let s = 'x'; for (let i = 0; i < 12; i++) s = `${s}-${s}`; return s.length; }
export function mixed() { return 1 + 'a' + true + null + undefined + 2n + [3] + {}; }
export function numbersOfTexts() { return ['5' * '4', +'12', -'3', '7' - 2, '9' / '3', '2' ** 3, ~'5', '6' & 3, +('1'.repeat(100))]; }
