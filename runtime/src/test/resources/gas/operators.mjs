// Every operator on numbers and other small values.
export function arithmetic() { let x = 7; x += 2; x -= 1; x *= 3; x /= 2; x %= 5; x **= 2; return [x, -x, +x, x++, x--, ++x, --x, 7 % -3]; }
export function bitwise() { let x = 0xf0; x &= 0x3c; x |= 1; x ^= 0xff; x <<= 2; x >>= 1; x >>>= 1; return [x, ~x, 1 << 31, -1 >>> 28]; }
export function comparisons() { return [1 < 2, 2 <= 2, 3 > 4, 4 >= 4, 1 == '1', 1 != 2, 1 === 1, 1 !== '1', null == undefined]; }
export function others() { const o = { a: 1 }; return ['a' in o, o instanceof Object, typeof o, void 0, delete o.a, (1, 2), o ? 1 : 2, !o, !!o]; }
export function logical() { return [0 || 'a', 1 && 'b', null ?? 'c', false || (true && 'd')]; }
