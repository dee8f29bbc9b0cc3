// Operators on BigInts of thousands of bits.
const big = () => (1n << 4000n) + 12345678901234567890n;
export function sums() { const a = big(); return (a + a - 1n) % 1000n; }
export function products() { const a = big(); return (a * a * a) % 97n; }
export function quotients() { const a = big() * big(); return [a / big() % 1000n, a % 1000003n]; }
export function powers() { return [(3n ** 2000n) % 1009n, (big() ** 3n) % 11n]; }
export function shifts() { const a = big(); return [(a << 5000n) >> 8990n, (a >> 3990n)]; }
export function bits() { const a = big(), b = a >> 1n; return [(a & b) % 7n, (a | b) % 7n, (a ^ b) % 7n, (~a) % 7n, -a % 7n]; }
export function compared() { const a = big(), b = a + 1n; return [a < b, a === b, a == b, a >= b, a === big()]; }
