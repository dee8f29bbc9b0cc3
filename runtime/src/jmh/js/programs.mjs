// What contracts are made of, one program for each. The benchmark runs them with the meter and without.
export function compute() { let x = 1; for (let i = 0; i < 50_000; i++) x = (x * 31 + i) % 1_000_003; return x; }

function fibOf(n) { return n < 2 ? n : fibOf(n - 1) + fibOf(n - 2); }
export function fib() { return fibOf(18); }

export function map() {
  const map = new Map();
  for (let i = 0; i < 2_000; i++) map.set(i, i * 2);
  let sum = 0;
  for (const [, value] of map) sum += value;
  return sum;
}

export function sort() {
  const numbers = [];
  let x = 7;
  for (let i = 0; i < 1_000; i++) numbers.push(x = (x * 69_069 + 12_345) % 2_147_483_647);
  return numbers.sort((a, b) => a - b)[0];
}

export function strings() {
  let sum = 0;
  for (let i = 0; i < 1_000; i++) {
    const text = 'item-' + i;
    sum += text.indexOf('-') + text.slice(2).length + text.toUpperCase().length;
  }
  return sum;
}

export function amounts() {
  let amount = 1n;
  for (let i = 0n; i < 5_000n; i++) amount = (amount * 31n + i) % 1_000_000_007n;
  return amount;
}

export function wideAmounts() {
  const limit = 1n << 255n;
  let amount = 1n;
  for (let i = 0; i < 3_000; i++) amount = (amount * 0x123456789abcdef0123456789abcdefn + 17n) % limit;
  return amount;
}

export function objects() {
  const all = [];
  for (let i = 0; i < 2_000; i++) all.push({ owner: i, amount: i + 1, notes: [i] });
  let sum = 0;
  for (let i = 0; i < all.length; i++) sum += all[i].owner + all[i].amount + all[i].notes[0];
  return sum;
}

export function closures() {
  const adders = [];
  for (let n = 0; n < 1_000; n++) adders.push((x) => x + n);
  let sum = 0;
  for (let i = 0; i < 5_000; i++) sum = adders[i % 1_000](sum) % 1_000_003;
  return sum;
}

export function arrays() {
  const numbers = Array.from({ length: 1_000 }, (_, i) => i);
  return numbers.map((x) => x * 3).filter((x) => x % 2 === 0).reduce((a, b) => a + b, 0);
}

export function json() {
  let sum = 0;
  for (let i = 0; i < 100; i++) sum += JSON.stringify(JSON.parse('{"a":[1,2,3],"b":{"c":"text","d":true}}')).length;
  return sum;
}

class Purse {
  #coins = 0;
  put(coins) { this.#coins += coins; return this; }
  get coins() { return this.#coins; }
}
export function classes() {
  const purses = [];
  for (let i = 0; i < 100; i++) purses.push(new Purse());
  for (let i = 0; i < 10_000; i++) purses[i % 100].put(i % 7);
  return purses.reduce((sum, purse) => sum + purse.coins, 0);
}

function* upTo(n) { for (let i = 0; i < n; i++) yield i; }
export function generators() { let sum = 0; for (const x of upTo(2_000)) sum += x; return sum; }

export function errors() {
  let caught = 0;
  for (let i = 0; i < 500; i++) {
    try { throw new Error('no'); } catch { caught++; }
  }
  return caught;
}

export function destructuring() {
  const pairs = [];
  for (let i = 0; i < 500; i++) pairs.push([i, { left: i, right: i + 1 }]);
  let sum = 0;
  for (const [at, { left, right }] of pairs) sum += at + left + right;
  return sum;
}

export function patterns() {
  let fits = 0;
  for (let i = 0; i < 300; i++) if (/^[a-z]+-[0-9]+$/.test('item-' + i)) fits++;
  return fits;
}
