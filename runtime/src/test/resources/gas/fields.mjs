// Class fields: with values, computed names, functions, and in derived classes.
const KEY = 'dynamic';
class Base { a = 1; b = this.a + 1; [KEY] = [this.b]; f = () => this.b; static s = 5; static t = this.s * 2; 'quoted name'; 7 = 'seven'; }
class Derived extends Base { a = 10; c = this.b; static u = super.t; constructor(x) { super(); this.x = x; } }
export function own() { return new Base().f(); }
export function derived() { return [new Derived(3), Derived.u, Derived.s]; }
export function many() { let n = 0; for (let i = 0; i < 10; i++) n += new Derived(i).x; return n; }
export function local() { class Counter { static #n = 0; static up() { return ++this.#n; } } Counter.up(); return Counter.up(); }
export function blocks() { class K { static a = 1; static { this.b = this.a + 1; } } return K.b; }
