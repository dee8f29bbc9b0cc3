// Iterators that are left early, and what is called then.
const source = (log) => ({ [Symbol.iterator]() { let i = 0; return { next() { log.push('n'); return { value: i++, done: i > 5 }; }, return() { log.push('r'); return {}; } }; } });
export function breaks() { const log = []; for (const x of source(log)) if (x === 2) break; return log; }
export function takesApart() { const log = []; const [a, , b] = source(log); const [...all] = source(log); return [a, b, all, log]; }
export function throws() { const log = []; try { for (const x of source(log)) throw x; } catch (e) { log.push(e); } return log; }
export function spreads() { const log = []; return [Math.max(...source(log)), [...source(log)], new Set(source(log)).size, Array.from(source(log)), log.length]; }
