// Functions that keep what was around them.
const counter = () => { let n = 0; return { up: () => ++n, read: () => n }; };
export function counts() { const c = counter(); c.up(); c.up(); return c.read(); }
export function perTurn() { const all = []; for (let i = 0; i < 4; i++) all.push(() => i); return all.map((f) => f()); }
export function curried() { const add = (a) => (b) => (c) => a + b + c; return add(1)(2)(3); }
