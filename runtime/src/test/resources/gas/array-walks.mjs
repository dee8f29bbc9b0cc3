// Every method of arrays that looks at them or calls a function for each item.
const a = () => [5, 3, 9, 1];
export function searches() { return [a().indexOf(9), a().lastIndexOf(5), a().includes(4), a().find((x) => x > 4), a().findIndex((x) => x > 8), a().findLast((x) => x < 4), a().findLastIndex((x) => x > 99)]; }
export function folds() { return [a().reduce((x, y) => x + y), a().reduceRight((x, y) => x - y, 0), a().every((x) => x > 0), a().some((x) => x > 8)]; }
export function maps() { let n = 0; a().forEach((x) => { n += x; }); return [n, a().map((x) => x * 2), a().filter((x) => x > 2)]; }
export function holes() { const h = [1, , 3]; return [h.map((x) => x).length, h.filter(() => true), h.indexOf(undefined), h.includes(undefined), h.join('-'), Object.keys(h)]; }
export function generic() { const like = { length: 3, 0: 'a', 2: 'c' }; return [Array.prototype.map.call(like, (x) => x), Array.prototype.join.call('abc', '-'), Array.prototype.slice.call(like, 1)]; }
export function lengths() { const x = [1, 2, 3]; x.length = 1; x[4] = 5; x.length++; return [x.length, x]; }
