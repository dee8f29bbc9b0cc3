// JSON in both directions.
export function written() { return JSON.stringify({ a: [1, 'x', null, true], b: { toJSON() { return 7; } } }); }
export function indented() { return JSON.stringify({ a: [1, 2], b: {} }, null, 2).length; }
export function replaced() { return JSON.stringify({ a: 1, b: 2 }, (k, v) => (k === 'a' ? undefined : v)); }
export function read() { return JSON.parse('{"x":[1,2,{"y":true}],"z":"text"}').x[2]; }
