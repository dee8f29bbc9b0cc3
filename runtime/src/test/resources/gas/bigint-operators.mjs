// Every operator of BigInts, on small numbers and on one word.
export function arithmetic() { let a = 1000n; a += 3n; a -= 1n; a *= 7n; a /= 3n; a %= 1000n; a **= 2n; return [a, -a, a++, a--, ++a, --a]; }
export function bitwise() { let a = 0xf0f0n; a &= 0xff00n; a |= 0x0fn; a ^= 0x33n; a <<= 4n; a >>= 2n; return [a, ~a, a & -2n]; }
export function comparisons() { return [1n < 2n, 2n > 1, 3n <= 3n, 4n >= 5, 1n === 1n, 1n == 1, 1n != '1', 2n !== 3n]; }
export function truth() { return [0n ? 1 : 2, !1n, 5n && 6n, 0n || 7n, typeof 1n]; }
