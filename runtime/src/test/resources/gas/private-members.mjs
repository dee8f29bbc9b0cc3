// Private fields, methods, accessors and statics, and the check for them.
class Account {
  #balance = 0n;
  get #double() { return this.#balance * 2n; }
  set #double(x) { this.#balance = x / 2n; }
  #add(x) { this.#balance += x; return this; }
  static #plus(x) { return x + 1n; }
  deposit(x) { return this.#add(x).#add(1n).#balance; }
  through(x) { this.#double = x; this.#double += 4n; return this.#double; }
  static next(x) { return Account.#plus(x); }
  static is(o) { return #balance in o; }
}
export function methods() { return [new Account().deposit(5n), Account.next(1n)]; }
export function accessors() { return new Account().through(10n); }
export function checks() { return [Account.is(new Account()), Account.is({}), Account.is([])]; }
export function refused() { try { return Account.prototype.deposit.call({}, 1n); } catch (e) { return e.name; } }
export function statics() { class Counter { static #n = 0; static #up() { return ++Counter.#n; } static next() { return Counter.#up() + Counter.#up(); } } return Counter.next(); }
