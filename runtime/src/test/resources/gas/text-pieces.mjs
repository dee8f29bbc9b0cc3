// Texts split, joined, replaced, normalised and made of codes.
export function splits() { return ['a,b,c'.split(','), 'abc'.split(''), ','.repeat(200).split(',').length, 'x'.split()]; }
export function joins() { return [[1, 2, 3].join(), Array(100).fill('xy').join('--').length, [[1, [2]], 3].toString(), [1, null, 2] + '']; }
export function replaces() { return ['a-b-c'.replace('-', '+'), 'a-b-c'.replaceAll('-', '$&$&'), 'x'.repeat(100).replaceAll('x', 'yz').length, 'abc'.replace('b', (m) => m + m)]; }
export function normal() { return ['é'.normalize('NFD').length, 'e\u0301'.repeat(20).normalize().length]; }
export function codes() { return [String.fromCharCode(72, 105), String.fromCodePoint(128512, 97), 'hi'.charCodeAt(1), 'hi'.charAt(0), 'hello'.substring(1, 3)]; }
export function values() { return ['x'.toString(), Object('y').valueOf(), String(12), String(null), String(Symbol('s')), `${[1, 2]}`]; }
