// Loops of every shape.
export function counted() { let n = 0; for (let i = 0; i < 100; i++) n += i; return n; }
export function whileLoop() { let n = 0; while (n < 50) n++; return n; }
export function doLoop() { let n = 0; do { n += 2; } while (n < 50); return n; }
export function nested() { let n = 0; for (let i = 0; i < 10; i++) for (let j = 0; j < 10; j++) n += i * j; return n; }
export function headless() { let n = 0; for (;;) { if (n === 30) break; n++; } return n; }
export function captured() { let n = 0; for (let i = 0, f = () => i; i < 5; i++) n += f(); return n; }
