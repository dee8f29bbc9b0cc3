// Control flow: labels, switches, loops, finally.
const fails = (run) => { try { run(); return 'none'; } catch (error) { return error.name ?? error; } };

export function labelsOfLoops() { const log = []; a: for (let i = 0; i < 3; i++) { b: for (let j = 0; ; j++) { for (const k of [0, 1, 2]) { if (k === 2) continue b; if (j === 2) continue a; if (i === 2) break a; log.push(`${i}${j}${k}`); } } } return log; }
export function labelsOfBlocks() { const log = []; x: { log.push(1); y: { log.push(2); if (log.length) break x; } log.push('never'); } z: if (true) { log.push(3); break z; } return log; }
export function continueRunsTheUpdate() { const log = []; for (let i = 0; i < 5; i += 2) { if (i === 2) continue; log.push(i); } let n = 0; do { if (++n === 2) continue; log.push('n' + n); } while (n < 3); return log; }
export function continueThroughFinally() { const log = []; for (let i = 0; i < 3; i++) { try { if (i === 1) continue; log.push(i); } finally { log.push('f' + i); } } return log; }
export function breakInFinally() { const log = []; for (const i of [1, 2]) { try { throw i; } finally { log.push(i); break; } } l: try { return log.push('try'); } finally { log.push('f'); break l; } return log; }
export function returnInFinallyWins() { const a = () => { try { return 'try'; } finally { return 'finally'; } }; const b = () => { try { throw 'lost'; } finally { return 'kept'; } }; const c = () => { let x = 1; try { return x; } finally { x = 2; } }; return [a(), b(), c()]; }
export function throwInFinallyWins() { return [fails(() => { try { throw 'first'; } finally { throw 'second'; } }), fails(() => { try { throw 1; } catch (e) { throw 'from catch'; } finally { } })]; }
export function nestedFinallyOrder() { const log = []; const f = () => { try { try { log.push('body'); return 'r'; } finally { log.push('inner'); } } finally { log.push('outer'); } }; log.push(f()); return log; }
export function errorsPassThroughFinally() { const log = []; const r = fails(() => { try { try { throw new RangeError('x'); } finally { log.push(1); } } catch (e) { log.push(e.name); throw e; } finally { log.push(2); } }); return [r, log]; }
export function switchFallsThrough() { const f = (x) => { const log = []; switch (x) { case 0: log.push(0); default: log.push('d'); case 1: log.push(1); break; case 2: log.push(2); } return log.join(''); }; return [0, 1, 2, 3].map(f); }
export function switchIsStrict() { const f = (x) => { switch (x) { case '1': return 'text'; case 1: return 'number'; case null: return 'null'; case undefined: return 'undefined'; case NaN: return 'NaN'; case 0n: return 'big'; default: return 'other'; } }; return [f(1), f('1'), f(null), f(undefined), f(NaN), f(0n), f(-0)]; }
export function switchOnTrue() { const grade = (n) => { switch (true) { case n > 90: return 'A'; case n > 80: return 'B'; default: return 'C'; } }; return [95, 85, 10].map(grade); }
export function switchInLoops() { const log = []; for (let i = 0; i < 5; i++) { switch (i) { case 1: continue; case 3: break; default: log.push(i); } if (i === 3) break; } return log; }
export function emptyStatements() { let n = 0; for (; n < 5; n++); while (n-- > 2); if (n) ; else n = 9; ; ; {} return n; }
export function danglingElse() { const f = (a, b) => { if (a) if (b) return 1; else return 2; return 3; }; return [f(1, 1), f(1, 0), f(0, 1)]; }
export function forInWalksTheChain() { const base = { a: 1, shared: 1 }, o = Object.create(base, { hidden: { value: 1 }, shared: { value: 2, enumerable: false }, own: { value: 3, enumerable: true } }); const keys = []; for (const k in o) keys.push(k); return keys; }
export function forInSkipsWhatWasDeleted() { const o = { a: 1, b: 2, c: 3 }, seen = []; for (const k in o) { seen.push(k); delete o.b; } return seen; }
export function forInOverOthers() { const keys = []; for (const k in 'ab') keys.push(k); for (const k in null) keys.push('never'); for (const k in undefined) keys.push('never'); for (const k in [5, , 6]) keys.push(k); for (const k in 7) keys.push('never'); for (const k in { 2: 0, b: 0, 1: 0, a: 0, [Symbol()]: 0 }) keys.push(k); return keys; }
export function whileWithAssignments() { const queue = [1, 2, 3], seen = []; let x; while ((x = queue.shift()) !== undefined) { seen.push(x); if (x === 1) queue.push(10); } return seen; }
export function commaInFor() { const pairs = []; for (let i = 0, j = 5; i < j; i++, j--) pairs.push([i, j]); return pairs; }
export function earlyReturnFromNested() { const find = (grid, v) => { for (const [y, row] of grid.entries()) for (const [x, cell] of row.entries()) if (cell === v) return [x, y]; return null; }; return [find([[1, 2], [3, 4]], 3), find([[1]], 9)]; }
export function optionalChains() { const log = []; const o = { f: null, g() { return this.v; }, v: 1, n: { m: () => 'deep' } }; return [o.f?.(log.push('never')), o.g?.(), o?.['n'].m(), o.x?.y.z.w(log.push('never')), (o.x?.y)?.z, fails(() => (o.x?.y).z), fails(() => o.v?.()), delete o.x?.y, delete o?.v, o.v, log, null?.[log.push('never')]]; }
export function throwAnything() { return [1, 'x', null, undefined, true, 5n].map((v) => { try { throw v; } catch (e) { return [typeof e, e === v]; } }); }
export function automaticSemicolons() { const f = () => {
    return
    1;
  };
  let a = 1
  let b = a
  ++b
  const c = a
    + b
  return [f(), a, b, c]
}
