// JSON with replacers, revivers, toJSON and indentation.
const value = { a: 1, b: [true, null, 'x"\n'], c: { d: { e: 1.5 } }, f: undefined };
export function plain() { return JSON.stringify(value); }
export function indented() { return JSON.stringify(value, null, 2).length; }
export function replaced() { return [JSON.stringify(value, ['a', 'c', 'd']), JSON.stringify({ n: 5n }, (k, v) => (typeof v === 'bigint' ? `${v}` : v))]; }
export function own() { class Money { constructor(c) { this.c = c; } toJSON(key) { return `${key}:${this.c}`; } } return JSON.stringify({ m: new Money(5), list: [new Money(6)] }); }
export function revived() { return JSON.parse('{"a":"1","b":[2,{"c":"3"}]}', (k, v) => (typeof v === 'string' ? BigInt(v) : v)); }
export function getters() { return JSON.stringify({ get a() { return [1, 2, 3]; }, get b() { return { c: 'd' }; } }); }
