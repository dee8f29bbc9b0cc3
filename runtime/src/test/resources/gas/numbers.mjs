// Numbers that are not BigInts.
export function arithmetic() { let x = 1; for (let i = 0; i < 20; i++) x = (x * 7 + 3) % 101; return x; }
export function written() { return [(255).toString(16), (1.5).toFixed(2), 1e21, -0, parseInt('12px'), Number('0x10')]; }
export function rounded() { return [Math.trunc(-1.5), Math.floor(2.7), Math.abs(-3), Math.min(1, 2), Math.sign(-9)]; }
export function bits() { return [5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 10, -1 >>> 28]; }
