// Every method of arrays that changes or copies them.
const a = () => [1, 2, 3, 4];
export function ends() { const x = a(); return [x.push(5, 6), x.pop(), x.shift(), x.unshift(0), x]; }
export function cuts() { const x = a(); return [x.splice(1, 2, 'x', 'y', 'z'), x, x.slice(1, -1), x.toSpliced(0, 1), x.with(0, 9), x.at(-1)]; }
export function moves() { return [a().reverse(), a().toReversed(), a().fill(0, 1, 3), a().copyWithin(0, 2), a().concat([5], 6, [[7]])]; }
export function flattens() { return [[1, [2, [3, [4]]]].flat(Infinity), a().flatMap((x) => [x, x]), [[1, , 2], , [3]].flat()]; }
export function made() { return [Array.of(1, 2), Array.from('abc'), Array.from({ length: 3 }, (_, i) => i), new Array(5).length, Array(1, 2), Array.isArray([])]; }
export function large() { const x = Array(2000).fill(1); return [x.concat(x).length, x.slice().length, x.reverse().length, x.indexOf(2), x.toSpliced(0, 1000).length]; }
