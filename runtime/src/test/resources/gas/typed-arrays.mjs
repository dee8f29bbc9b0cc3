// Bytes and views on them.
export function filled() { const u = new Uint8Array(64); for (let i = 0; i < 64; i++) u[i] = i * 3; return u[63]; }
export function viewed() { const v = new DataView(new ArrayBuffer(16)); v.setUint32(0, 0xdeadbeef); v.setBigUint64(8, 5n); return [v.getUint8(0), v.getBigUint64(8)]; }
export function copied() { const u = new Uint8Array([1, 2, 3, 4]); const w = new Uint8Array(8); w.set(u, 2); return [w, u.subarray(1, 3), u.slice(2)]; }
export function converted() { return Array.from(new Uint16Array([1, 70000]), (x) => x + 1); }
