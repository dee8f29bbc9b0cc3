// BigInts of small and large size.
export function small() { let n = 0n; for (let i = 0n; i < 30n; i++) n += i * 2n; return n; }
export function large() { let n = 1n; for (let i = 1n; i <= 60n; i++) n *= i; return n; }
export function power() { return 3n ** 200n % 1000007n; }
export function wrapped() { return [BigInt.asUintN(256, -1n), BigInt.asIntN(8, 255n), -7n / 2n, -7n % 2n]; }
export function shifted() { return [(1n << 300n) >> 290n, 0xffn & 0x0fn, 1n | 6n, 5n ^ 3n, ~5n]; }
export function written() { return [(2n ** 128n).toString(), (255n).toString(16), BigInt('0xff'), 10n ** 20n > 5n]; }
