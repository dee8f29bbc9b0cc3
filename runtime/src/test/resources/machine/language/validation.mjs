// Patterns that programs use to check what they are given.
export function addresses() { const is = (s) => /^0x[0-9a-fA-F]{40}$/.test(s); return [is('0x' + 'aB'.repeat(20)), is('0x' + 'ab'.repeat(19)), is('ab'.repeat(20)), is('0x' + 'zz'.repeat(20))]; }
export function hexes() { const is = (s) => /^0x(?:[0-9a-f]{2})*$/i.test(s); return [is('0x'), is('0xAbcd'), is('0xabc'), is('abcd')]; }
export function identifiers() { const is = (s) => /^[A-Za-z_$][\w$]*$/.test(s); return [is('a1'), is('_x$'), is('1a'), is('')]; }
export function decimals() { const is = (s) => /^-?\d+(?:\.\d+)?$/.test(s); return [is('12'), is('-1.50'), is('1.'), is('.5'), is('1.2.3')]; }
export function dates() { const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec('2024-02-29'); return m.slice(1).map(Number); }
export function symbols() { const is = (s) => /^[A-Z]{2,6}$/.test(s); return [is('ETH'), is('E'), is('TOOLONG'), is('eth')]; }
export function names() { const is = (s) => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(s); return [is('my-name-1'), is('-x'), is('a--b'), is('A')]; }
export function domains() { const is = (s) => /^(?:[a-z0-9]+\.)+[a-z]{2,5}$/.test(s); return [is('example.org'), is('a.b.example.org'), is('example'), is('.org')]; }
export function csv() { return 'a;b;;c'.split(/;/).map((s) => s.trim() || null); }
export function keyValues() { return Object.fromEntries('a=1&b=2&c='.split('&').map((p) => /^([^=]*)=(.*)$/.exec(p).slice(1))); }
export function trimmedLines() { return ' a \n\n  b\r\n'.split(/\r?\n/).map((l) => l.replace(/^\s+/, '').replace(/\s+$/, '')).filter(Boolean); }
export function camelToSnake() { return ['someValueHere'.replace(/[A-Z]/g, (c) => '_' + c.toLowerCase()), 'some_value_here'.replace(/_([a-z])/g, (_, c) => c.toUpperCase())]; }
export function thousands() { return [1, 1234, 1234567].map((n) => { let s = String(n), out = ''; while (s.length > 3) { out = ',' + s.slice(-3) + out; s = s.slice(0, -3); } return s + out; }); }
export function tokens() { const out = []; for (const m of 'x1 = (2 + y) * 30'.matchAll(/\d+|[a-z]\w*|[-+*\/=()]/g)) out.push(m[0]); return out; }
export function emails() { const is = (s) => /^[^\s@]+@[^\s@]+$/.test(s); return [is('a@b.c'), is('a b@c'), is('a@@b'), is('@b')]; }
export function versions() { const m = /^v?(\d+)\.(\d+)\.(\d+)(?:-([a-z0-9.]+))?$/.exec('v1.20.3-rc.1'); return m.slice(1); }
export function urls() { const m = /^(https?|ipfs):\/\/([^\/?#]+)([^?#]*)(\?[^#]*)?/.exec('https://example.org/a/b?x=1'); return m.slice(1); }
export function ipfs() { return [/^Qm[1-9A-HJ-NP-Za-km-z]{44}$/.test('Qm' + 'a'.repeat(44)), /^ipfs:\/\/\w+/.test('ipfs://abc')]; }
export function uuids() { return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test('123e4567-e89b-12d3-a456-426614174000'); }
export function times() { return ['09:30', '24:00', '7:5'].map((s) => /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(s)); }
