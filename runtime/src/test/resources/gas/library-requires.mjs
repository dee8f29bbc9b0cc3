// Checks of the library, and what they throw.
import { assert, require } from 'tally';
export function passes() { require(1 < 2, 'never'); assert(true); return 'fine'; }
export function fails() { try { require(false, 'told'); } catch (e) { return [e.name, e.message]; } }
export function asserts() { try { assert(1 > 2); } catch (e) { return e.name; } }
export function often() { let n = 0; for (let i = 0; i < 20; i++) { try { require(i % 2 === 0, `odd ${i}`); n++; } catch { n += 100; } } return n; }
