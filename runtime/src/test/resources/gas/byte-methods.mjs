// Every method of typed arrays.
const u = () => new Uint8Array([5, 3, 9, 1]);
export function cut() { const a = u(); return [a.subarray(1, 3), a.slice(2), a.at(-1), a.with(0, 8), a.toReversed(), a.toSorted(), a.buffer.byteLength, a.byteOffset]; }
export function changed() { const a = u(); a.set([7, 8], 1); a.fill(2, 3); a.copyWithin(0, 1, 3); a.reverse(); return a.sort(); }
export function searched() { const a = u(); return [a.indexOf(9), a.lastIndexOf(9), a.includes(4), a.find((x) => x > 4), a.findIndex((x) => x > 8), a.findLast((x) => x < 4), a.findLastIndex((x) => x > 99)]; }
export function walked() { const a = u(); let n = 0; a.forEach((x) => { n += x; }); return [n, a.map((x) => x * 2), a.filter((x) => x > 3), a.every(Boolean), a.some((x) => x > 8), a.reduce((x, y) => x + y), a.reduceRight((x, y) => x - y)]; }
export function written() { return [u().join('-'), u().toString(), Object.prototype.toString.call(u())]; }
export function sorted() { const a = new Uint16Array(100).map((_, i) => (i * 37) % 101); a.sort((x, y) => y - x); return a[0]; }
