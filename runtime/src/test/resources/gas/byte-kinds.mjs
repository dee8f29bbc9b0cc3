// Typed arrays of each kind.
const made = (A, x) => { const a = new A(3); a[0] = x; a[1] = x + x; return [a.length, a.byteLength, a.BYTES_PER_ELEMENT, ...a]; };
export function narrow() { return [made(Int8Array, 100), made(Uint8Array, 200), made(Uint8ClampedArray, 200)]; }
export function wide() { return [made(Int16Array, 20000), made(Uint16Array, 40000), made(Int32Array, 2000000000), made(Uint32Array, 4000000000)]; }
export function big() { return [made(BigInt64Array, 2n ** 62n), made(BigUint64Array, 2n ** 63n)]; }
export function from() { return [new Uint8Array([1, 2, 3]), new Uint16Array(new Uint8Array([4, 5])), new Int32Array(new Set([6])), Uint8Array.of(7, 8), Int16Array.from([9], (x) => x * 2), new Uint8Array({ length: 2, 0: 1 })]; }
export function large() { return new Uint8Array(100_000).length + new BigInt64Array(1_000).length; }
