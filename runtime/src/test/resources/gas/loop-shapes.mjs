// Loops without a part of their head, without a body, and inside one another.
export function empty() { let i = 0; for (; i < 20; i++); while (i-- > 5); do ; while (i++ < 5); return i; }
export function endless() { let n = 0; for (let i = 0, f = () => i; ; ) { if (++n > 10) return f(); } }
export function triple() { let n = 0; for (let i = 0; i < 4; i++) for (const j of [1, 2]) for (const k in { a: 1, b: 2 }) n += i * j + k.length; return n; }
export function turned() { const a = []; for (let i = 9; i >= 0; i -= 3) a.unshift(i); return a; }
