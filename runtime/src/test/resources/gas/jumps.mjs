// Jumps through finally, out of blocks and over several loops.
export function throughFinally() { const log = []; for (let i = 0; i < 4; i++) { try { if (i === 1) continue; if (i === 3) break; log.push(i); } finally { log.push('f'); } } return log; }
export function outOfBlocks() { let n = 0; a: { b: { c: { n++; break b; } } n += 10; if (n > 5) break a; n = 0; } return n; }
export function overLoops() { let n = 0; a: for (const x of [1, 2, 3]) b: for (let y = 0; ; y++) { for (const z of [0, 1]) { if (y > 2) continue a; if (x === 3) break a; if (z) continue b; n++; } } return n; }
