// Arrays: grown, mapped, searched, cut and joined.
export function grown() { const a = []; for (let i = 0; i < 40; i++) a.push(i); a.pop(); a.shift(); a.unshift(9); return a.length; }
export function mapped() { return [1, 2, 3, 4].map((x) => x * 2).filter((x) => x > 2).reduce((a, b) => a + b, 0); }
export function searched() { const a = Array.from({ length: 30 }, (_, i) => i); return [a.indexOf(20), a.includes(99), a.findLast((x) => x < 5), a.some((x) => x > 28)]; }
export function cut() { const a = [1, 2, 3, 4, 5]; a.splice(1, 2, 'x'); return [a, a.slice(1), a.concat([6]), a.toReversed(), a.with(0, 7)]; }
export function joined() { return [[1, [2, [3]]].flat(Infinity).join('-'), new Array(5).fill(0).join('')]; }
export function iterated() { let n = 0; for (const [i, x] of ['a', 'b'].entries()) n += i + x.length; return n; }
