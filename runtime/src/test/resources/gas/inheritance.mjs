// Inheritance: super in methods, accessors, statics and object literals, and mixins.
class A { who() { return 'A'; } get g() { return 'g'; } static make() { return new this(); } }
class B extends A { who() { return super.who() + 'B'; } get g() { return super.g + '!'; } static make() { return super.make(); } arrow() { return (() => super.who())(); } }
class C extends B { who() { return super.who() + 'C'; } }
export function chain() { return new C().who(); }
export function members() { const b = B.make(); return [b.g, b.arrow(), b instanceof A]; }
export function literals() { const base = { hi() { return 'hi'; } }; const o = { toString() { return super.toString() + '!'; } }; return [String(o), Object.create(base).hi()]; }
export function mixins() { const M = (S) => class extends S { m() { return 'm' + this.who(); } }; return new (M(M(C)))().m(); }
export function builtIns() { class Stack extends Array { get top() { return this.at(-1); } } class Bag extends Map { add(k) { return this.set(k, (this.get(k) ?? 0) + 1); } } const s = new Stack(); s.push(1, 2); return [s.top, new Bag().add('x').add('x').get('x')]; }
