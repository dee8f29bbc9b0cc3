// Throwing, catching and finally.
class Own extends Error { constructor(m) { super(m); this.name = 'Own'; } }
export function caught() { try { throw new Own('x'); } catch (e) { return `${e.name}:${e.message}:${e instanceof Own}`; } }
export function engines() { try { null.x; } catch (e) { return e.message; } }
export function order() { const log = []; const f = () => { try { log.push(1); throw 5; } catch (e) { log.push(e); return 'r'; } finally { log.push('f'); } }; log.push(f()); return log; }
export function often() { let n = 0; for (let i = 0; i < 10; i++) { try { if (i % 2) throw i; } catch { n++; } finally { n++; } } return n; }
export function divides() { try { return 1n / 0n; } catch (e) { return e.name; } }
