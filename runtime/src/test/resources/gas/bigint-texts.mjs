// BigInts read from texts, written as texts, and wrapped.
export function read() { return [BigInt('123'), BigInt('0xff'), BigInt('0b101'), BigInt(' 7 '), BigInt(true), BigInt(2 ** 53)]; }
export function readLong() { return BigInt('9'.repeat(300)) % 1000n; }
export function written() { return [(255n).toString(), (255n).toString(2), `${10n ** 30n}`, String(-5n), (5n).valueOf()]; }
export function writtenLong() { return (7n ** 1000n).toString().length; }
export function wrapped() { return [BigInt.asUintN(8, 257n), BigInt.asIntN(8, 255n), BigInt.asUintN(256, -1n) % 1000n, BigInt.asIntN(256, 1n << 255n) % 1000n]; }
export function bounded() { try { return 1n << 70000n; } catch (e) { return e.name; } }
