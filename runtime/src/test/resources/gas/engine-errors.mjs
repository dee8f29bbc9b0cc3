// Errors that the language throws by itself, caught.
const failing = [() => null.x, () => undefined(), () => 1n + 1, () => [].reduce(() => 0), () => 'x'.repeat(-1), () => new Array(-1), () => JSON.parse('{'), () => { const c = 1; c = 2; }, () => new (() => 0)(), () => [...5]];
export function caught() { let n = 0; for (const f of failing) { try { f(); } catch (e) { n += e.name.length; } } return n; }
export function once() { try { null.x; } catch { return 1; } }
export function deep() { const f = (n) => (n === 0 ? null.x : f(n - 1)); try { f(20); } catch (e) { return e.name; } }
export function through() { try { [3, 1, 2].sort(() => { throw new RangeError('c'); }); } catch (e) { return e.message; } }
