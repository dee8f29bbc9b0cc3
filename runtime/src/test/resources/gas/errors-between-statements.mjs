// Errors of the engine where no statement ends by them: heads of loops, patterns of handlers, what closes iterators.
export function walked() { try { for (const x of {}); } catch (e) { return e.message; } }
export function handler() { try { try { throw null; } catch ({ a }) { return a; } } catch (e) { return e.message; } }
export function lost() { l: for (let i = 0; i < 2; i++) { try { for (const x of { i }); } finally { continue l; } } return 1; }
export function extended() { try { class A extends 1 {} } catch (e) { return e.message; } }
export function generated() { const f = function* () { for (const x of { a: 1 }); }; try { f().next(); } catch (e) { return e.message; } }
const closedBy = (end) => ({ [Symbol.iterator]() { return { next() { return {}; }, return: end }; } });
export function closed() { let n = 0; for (const end of [undefined, () => ({}), 1, 'x'.repeat(300), 2n ** 2000n]) { try { for (const x of closedBy(end)) throw 1; } catch { n++; } } return n; }
export function pattern() { try { const [x = null.y] = closedBy(1); } catch (e) { return e.message; } }
export function large() { const o = {}; for (let i = 0; i < 50; i++) o['k' + i] = 'x'.repeat(100); try { [].filter(o); } catch (e) { return e.message; } }
