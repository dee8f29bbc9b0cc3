// JSON of many values and of long texts.
export function written() { return JSON.stringify(Array.from({ length: 100 }, (_, i) => ({ id: i, name: `n${i}` }))).length; }
export function read() { return JSON.parse('[' + '{"a":[1,2,3]},'.repeat(50) + '0]').length; }
export function longText() { return JSON.parse(JSON.stringify('x'.repeat(5000))).length; }
export function deep() { let v = 0; for (let i = 0; i < 60; i++) v = [v]; return JSON.stringify(v).length; }
export function refused() { const o = {}; o.self = o; const names = []; for (const f of [() => JSON.parse('{a}'), () => JSON.stringify(1n), () => JSON.stringify(o)]) try { f(); } catch (e) { names.push(e.name); } return names; }
