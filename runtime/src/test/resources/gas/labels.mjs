// Jumps out of and on in outer loops.
export function jumps() { let n = 0; outer: for (let i = 0; i < 8; i++) { for (let j = 0; j < 8; j++) { if (j === 3) continue outer; if (i === 5) break outer; n++; } } return n; }
export function block() { let n = 0; done: { n = 1; if (n === 1) break done; n = 2; } return n; }
