// What ends a call for good: no handler runs, and all its gas is spent.
export function outOfGas() { try { return 'x'.repeat(2 ** 31); } catch { return 'never'; } finally { console.log('never'); } }
export function tooDeep() { const f = () => { try { return f() + 1; } catch { return 'never'; } }; return f(); }
export function tooMuchMemory() { const held = []; const a = []; a.length = 3_000_000; for (;;) held.push(a.slice()); }
