// Patterns in declarations, parameters and assignments.
const pick = ({ a, b: { c = 3 } = {} }, [d, , ...e]) => [a, c, d, e];
export function parameters() { return pick({ a: 1 }, [2, 3, 4, 5]); }
export function swap() { let a = 1, b = 2; [a, b] = [b, a]; return [a, b]; }
export function others() { const { a, ...r } = { a: 1, b: 2, c: 3 }; return [a, r]; }
export function computed() { const k = 'x'; const { [k]: v = 9 } = { x: 4 }; return v; }
