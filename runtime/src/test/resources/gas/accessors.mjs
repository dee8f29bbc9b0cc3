// Getters and setters under compound assignment, inheritance and copying.
const clock = { ticks: 0, get now() { return this.ticks; }, set now(x) { this.ticks = x; } };
const fresh = () => Object.create(clock, { ticks: { value: 1, writable: true } });
export function compound() { const c = fresh(); c.now += 5; c.now++; c.now **= 2; c.now ||= 9; return c.ticks; }
export function copied() { let n = 0; const o = { get a() { return ++n; }, get b() { return ++n; } }; return [{ ...o }, Object.assign({}, o), Object.values(o), n]; }
export function computed() { const k = 'x'; const o = { get [k + 1]() { return 1; }, set [k + 1](v) {}, get ['y']() { return 2; } }; o.x1 = 5; return [o.x1, o.y]; }
export function looked() { const o = fresh(); return [Object.getOwnPropertyDescriptor(clock, 'now').enumerable, 'now' in o, Object.hasOwn(o, 'now')]; }
