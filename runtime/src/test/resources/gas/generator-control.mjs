// Generators that are resumed by throw and return, and what they clean up.
function* guarded(log) { try { log.push(yield 1); log.push(yield 2); } catch (e) { log.push(e); yield 'caught'; } finally { log.push('finally'); yield 'cleanup'; } return 'end'; }
export function thrown() { const log = [], g = guarded(log); g.next(); return [g.throw('x'), g.next(), g.next(), log]; }
export function returned() { const log = [], g = guarded(log); g.next(); return [g.return('r'), g.next(), log]; }
export function sent() { const log = [], g = guarded(log); g.next(); g.next('a'); g.next('b'); return log; }
export function unstarted() { const g = guarded([]); return [g.return(5), g.next()]; }
