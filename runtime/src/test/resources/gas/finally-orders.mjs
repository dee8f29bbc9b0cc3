// finally after every way out.
const run = (how) => { const log = []; const f = () => { try { log.push(how); if (how === 'throw') throw 1; if (how === 'return') return 'r'; } catch (e) { log.push('c'); return 'caught'; } finally { log.push('f'); if (how === 'win') return 'won'; } return 'end'; }; log.push(f()); return log; };
export function ways() { return ['fall', 'return', 'throw', 'win'].map(run); }
export function nested() { const log = []; try { try { try { throw 1; } finally { log.push(1); } } finally { log.push(2); } } catch { log.push(3); } return log; }
export function inLoops() { let n = 0; for (let i = 0; i < 5; i++) { try { if (i % 2) continue; n += i; } finally { n += 100; } } return n; }
