// Symbols as keys and as protocols.
export function keys() { const s = Symbol('d'); const o = { [s]: 1 }; return [o[s], s.description, Object.keys(o).length]; }
export function iterable() { class R { constructor(n) { this.n = n; } [Symbol.iterator]() { let i = 0; return { next: () => ({ done: i >= this.n, value: i++ }) }; } } return [...new R(4)]; }
export function primitive() { return `${{ [Symbol.toPrimitive]: (hint) => hint }}`; }
