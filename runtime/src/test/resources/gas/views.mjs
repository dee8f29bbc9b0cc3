// Buffers and views on them.
export function whole() { const v = new DataView(new ArrayBuffer(16), 4, 8); v.setInt8(0, -1); v.setUint8(1, 255); v.setInt16(2, -2); v.setUint16(4, 65535, true); return [v.getInt8(0), v.getUint8(1), v.getInt16(2), v.getUint16(4, true), v.byteLength, v.byteOffset]; }
export function words() { const v = new DataView(new ArrayBuffer(16)); v.setInt32(0, -5); v.setUint32(4, 0xdeadbeef, true); v.setBigInt64(8, -7n); return [v.getInt32(0), v.getUint32(4), v.getBigInt64(8), v.getBigUint64(8)]; }
export function big() { const v = new DataView(new ArrayBuffer(8)); v.setBigUint64(0, 2n ** 64n - 1n); return v.getBigUint64(0) % 1000n; }
export function buffers() { const b = new ArrayBuffer(1000); return [b.byteLength, b.slice(10, 20).byteLength, ArrayBuffer.isView(new DataView(b)), new DataView(b).buffer === b]; }
export function refused() { try { return new DataView(new ArrayBuffer(2)).getInt32(0); } catch (e) { return e.name; } }
