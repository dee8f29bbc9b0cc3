// What `import … from 'tally'` gives a contract.
//
// This module is part of the machine: it runs once in every sandbox, before any contract, and is
// frozen afterwards. It is not metered line by line; the host functions it calls pay. `host` is what
// the machine left on the global object for this module alone.
const host = globalThis.host;
const { freeze, defineProperty, defineProperties, preventExtensions, getPrototypeOf } = Object;

// ---- What a contract passes ----------------------------------------------------------------------

/** What a contract passed by names; a name that means nothing is a slip, and would go unnoticed. */
function optionsOf(given, known, what) {
  for (const name of Object.keys(given)) {
    if (!known.includes(name)) throw new TypeError(`${what} has no option ${name}; it has ${known.join(', ')}`);
  }
  return given;
}

/** A count or position that a contract passed. */
function needBigInt(given, where) {
  if (typeof given === 'bigint') return given;
  const got = typeof given === 'number' ? `number ${given}${given % 1 === 0 ? ` (write ${given}n)` : ''}` : host.describe(given);
  throw new TypeError(`${where}: expected a BigInt, got ${got}`);
}

// ---- Kinds: what a state field may hold ----------------------------------------------------------

class Kind {
  #fields; #shape;
  constructor(tag, name, more, fields, shape) {
    this.tag = tag;
    this.name = name;
    Object.assign(this, more);
    // No contract reaches these, so they need no freezing, which is paid by the square of their size.
    this.#fields = fields;
    this.#shape = shape;
    freeze(this);
  }
  /** Of a struct: the kinds of its fields, by name. */
  static fieldsOf(kind) { return kind.#fields; }
  /** Of a struct: the accessors of its records. */
  static shapeOf(kind) { return kind.#shape; }
}

const value = (name) => new Kind('value', name, { code: host.kindCode(name) });

const isKind = (candidate) => candidate instanceof Kind;

function needKind(candidate, where) {
  const kind = candidate === bytes ? bytesKind : candidate;
  if (!isKind(kind)) throw new TypeError(`${where} must be a kind such as uint256, got ${typeof candidate}`);
  return kind;
}

function needValueKind(candidate, where) {
  const kind = needKind(candidate, where);
  if (kind.tag !== 'value') throw new TypeError(`${where} must be a value such as address, got ${kind.name}`);
  return kind;
}

/** Fields by name; each has a slot of its own. */
export function struct(fields) {
  const kinds = {};
  for (const name of Object.keys(fields)) kinds[name] = needKind(fields[name], `struct field ${name}`);
  const names = freeze(Object.keys(kinds));
  const name = `struct(${names.map((n) => `${n}:${kinds[n].name}`).join(',')})`;
  return new Kind('struct', name, { names, hasMapping: names.some((n) => kinds[n].hasMapping) }, kinds, recordShape(kinds));
}

/** Values by key, without a list of keys: one slot an entry. */
export function mapping(keyKind, itemKind) {
  const key = needValueKind(keyKind, 'mapping key'), item = needKind(itemKind, 'mapping value');
  return new Kind('mapping', `mapping(${key.name},${item.name})`, { key, item, hasMapping: true });
}

/** Values by key that can be walked in the order their keys came. */
export function map(keyKind, itemKind) {
  const key = needValueKind(keyKind, 'map key'), item = needKind(itemKind, 'map value');
  return new Kind('map', `map(${key.name},${item.name})`, { key, item, hasMapping: item.hasMapping });
}

/** Distinct values that can be walked in the order they came. */
export function set(itemKind) {
  const key = needValueKind(itemKind, 'set item');
  return new Kind('set', `set(${key.name})`, { key });
}

/** Values by position. */
export function list(itemKind) {
  const item = needKind(itemKind, 'list item');
  return new Kind('list', `list(${item.name})`, { item, hasMapping: item.hasMapping });
}

const valueKinds = {};
for (let bits = 8; bits <= 256; bits += 8) {
  valueKinds[`uint${bits}`] = value(`uint${bits}`);
  valueKinds[`int${bits}`] = value(`int${bits}`);
}
for (let size = 1; size <= 32; size++) valueKinds[`bytes${size}`] = value(`bytes${size}`);

export const bool = value('bool'), address = value('address'), string = value('string');
export const {
  uint8, uint16, uint24, uint32, uint40, uint48, uint56, uint64, uint72, uint80, uint88, uint96, uint104, uint112,
  uint120, uint128, uint136, uint144, uint152, uint160, uint168, uint176, uint184, uint192, uint200, uint208, uint216,
  uint224, uint232, uint240, uint248, uint256,
  int8, int16, int24, int32, int40, int48, int56, int64, int72, int80, int88, int96, int104, int112, int120, int128,
  int136, int144, int152, int160, int168, int176, int184, int192, int200, int208, int216, int224, int232, int240, int248,
  int256,
  bytes1, bytes2, bytes3, bytes4, bytes5, bytes6, bytes7, bytes8, bytes9, bytes10, bytes11, bytes12, bytes13, bytes14,
  bytes15, bytes16, bytes17, bytes18, bytes19, bytes20, bytes21, bytes22, bytes23, bytes24, bytes25, bytes26, bytes27,
  bytes28, bytes29, bytes30, bytes31, bytes32,
} = valueKinds;

const bytesKind = value('bytes');

// `bytes` is both: the kind of a field, and `bytes('0x…')` for its value.
/** The bytes a hex text stands for; as a kind, a byte string of any length. */
export const bytes = (text) => host.bytes(text);

// ---- Failing -----------------------------------------------------------------------------------

/** An error a contract declared, or one that the contract it called gave back. */
class ContractError extends Error {
  #data;
  constructor(name, args, data, message) {
    super(message ?? name);
    defineProperties(this, {
      name: { value: name, enumerable: true },
      args: { value: freeze(args), enumerable: true },
    });
    this.#data = data;
    freeze(this);
  }
  static dataOf(error) { return #data in error ? error.#data : undefined; }
}

const PANIC_ASSERT = 0x01n, PANIC_RANGE = 0x11n, PANIC_INDEX = 0x32n;

const panic = (code, message) => new ContractError('Panic', [code], host.panicData(code), message);

/** Stops with `Error(string)` where the condition does not hold. */
export function require(condition, text = '') {
  if (!condition) throw new Error(text);
}

/** Stops with Panic(0x01) where what must always hold does not. */
export function assert(condition) {
  if (!condition) throw panic(PANIC_ASSERT, 'assertion failed');
}

/** Throws for what a host function would not take; `where` names the field or argument. */
function refuse(refusal, where) {
  const text = refusal.slice(1).replace('{}', () => where());
  if (refusal[0] === 'P') throw panic(PANIC_RANGE, text);
  throw new TypeError(text);
}

// ---- Storage -------------------------------------------------------------------------------------

// A collection knows where it lies and how it was reached; the latter only for words in errors.
class Reached {
  #outer; #key;
  constructor(outer, key) { this.#outer = outer; this.#key = key; }
  static label(reached) {
    const { outer, key } = Reached.#parts(reached);
    return outer === undefined ? key : `${Reached.label(outer)}${typeof key === 'string' && key[0] === '.' ? key : `[${key}]`}`;
  }
  static #parts(reached) { return { outer: reached.#outer, key: reached.#key }; }
}

function read(kind, slot, outer, key, known) {
  switch (kind.tag) {
    case 'value': return host.load(kind.code, slot);
    case 'mapping': return new Mapping(kind, slot, outer, key);
    case 'list': return new List(kind, slot, outer, key);
    case 'struct': return new Struct(kind, slot, outer, key, known);
    case 'map': return new IterableMap(kind, slot, outer, key);
    case 'set': return new IterableSet(kind, slot, outer, key);
  }
}

const labelOf = (outer, key) => Reached.label(new Reached(outer, key));

/**
 * Writes a value. All of it is read and checked before any of it is stored, for a contract may catch
 * what is refused and go on; `first` does what has to be done in between.
 */
function write(kind, slot, next, outer, key, first) {
  if (kind.tag === 'value' && first === undefined) {
    const refusal = host.store(kind.code, slot, next);
    if (refusal !== undefined) refuse(refusal, () => labelOf(outer, key));
    return;
  }
  const stores = [];
  plan(kind, slot, next, outer, key, stores);
  first?.();
  for (const store of stores) store();
}

/** Reads and checks a value, and adds what is to be done to store it. */
function plan(kind, slot, next, outer, key, stores) {
  if (kind.tag === 'value') {
    const checked = host.check(kind.code, next);
    if (typeof checked === 'string') refuse(checked, () => labelOf(outer, key));
    stores.push(() => host.store(kind.code, slot, checked));
  } else if (kind.tag === 'struct') {
    planStruct(kind, slot, next, outer, key, stores);
  } else {
    throw new TypeError(`${labelOf(outer, key)} is a ${kind.tag}: change its entries, it cannot be replaced`);
  }
}

function planStruct(kind, slot, next, outer, key, stores) {
  if (typeof next !== 'object' || next === null) throw new TypeError(`${labelOf(outer, key)} needs an object with the fields ${kind.names.join(', ')}`);
  const fields = Kind.fieldsOf(kind);
  for (const name of Object.keys(next)) {
    if (!Object.hasOwn(fields, name)) throw new TypeError(`${labelOf(outer, key)} has no field ${name}; it has ${kind.names.join(', ')}`);
  }
  const self = new Reached(outer, key);
  for (const name of kind.names) {
    const field = fields[name], base = host.fieldSlot(name, slot);
    if (Object.hasOwn(next, name)) plan(field, base, next[name], self, `.${name}`, stores);
    else if (!field.hasMapping) stores.push(() => clear(field, base));
  }
}

/** Sets everything that lies at the slot to zero. */
function clear(kind, slot) {
  switch (kind.tag) {
    case 'value': host.clear(kind.code, slot); break;
    case 'struct': for (const name of kind.names) clear(Kind.fieldsOf(kind)[name], host.fieldSlot(name, slot)); break;
    case 'list': {
      const length = host.load(uint256.code, slot), first = host.itemsSlot(slot);
      for (let at = 0n; at < length; at++) clear(kind.item, host.itemSlot(first, at));
      host.clear(uint256.code, slot);
      break;
    }
    case 'map': new IterableMap(kind, slot).clear(); break;
    case 'set': new IterableSet(kind, slot).clear(); break;
    case 'mapping': break;
  }
}

function refuseForgetting(kind, what) {
  if (kind.hasMapping) {
    throw new TypeError(`${what} cannot clear a value that holds a mapping: its old entries could not be cleared and would come back`);
  }
}

const noUndefined = (value, what) => {
  if (value === undefined) throw new TypeError(`${what}: a value is missing`);
  return value;
};

/** Where the entry of a key lies; throws where the key does not fit its kind. */
function entrySlot(code, key, base, owner) {
  const slot = host.entrySlot(code, key, base);
  if (typeof slot === 'string') refuse(slot, () => `${Reached.label(owner)} key`);
  return slot;
}

class Mapping extends Reached {
  #kind; #base;
  constructor(kind, base, outer, key) { super(outer, key); this.#kind = kind; this.#base = base; freeze(this); }
  #slot(key) {
    return entrySlot(this.#kind.key.code, key, this.#base, this);
  }
  /** What is stored under the key; the zero value where nothing was. */
  get(key) { return read(this.#kind.item, this.#slot(key), this, key); }
  set(key, next) { write(this.#kind.item, this.#slot(key), next, this, key); return this; }
  /** Stores what the function makes of the value before. */
  update(key, change) {
    const slot = this.#slot(key), next = change(read(this.#kind.item, slot, this, key));
    write(this.#kind.item, slot, next, this, key);
    return next;
  }
  /** Sets the entry to zero. */
  delete(key) { refuseForgetting(this.#kind.item, 'delete'); clear(this.#kind.item, this.#slot(key)); }
}

class List extends Reached {
  #kind; #base; #items;
  constructor(kind, base, outer, key) {
    super(outer, key); this.#kind = kind; this.#base = base; this.#items = host.itemsSlot(base); freeze(this);
  }
  get length() { return host.load(uint256.code, this.#base); }
  #slot(index) {
    needBigInt(index, `${Reached.label(this)} index`);
    const length = this.length;
    if (index < 0n || index >= length) throw panic(PANIC_INDEX, `${Reached.label(this)} at ${host.describe(index)}: the list has ${length} items`);
    return host.itemSlot(this.#items, index);
  }
  /** The item at the position; Panic(0x32) where there is none. */
  at(index) { return read(this.#kind.item, this.#slot(index), this, index); }
  set(index, next) {
    refuseForgetting(this.#kind.item, 'set');
    write(this.#kind.item, this.#slot(index), next, this, index);
  }
  /** Appends an item, or an empty one that is filled by its fields, and gives it back. */
  push(...next) {
    const length = this.length, { item } = this.#kind;
    const slot = host.itemSlot(this.#items, length);
    const grow = () => host.store(uint256.code, this.#base, length + 1n);
    if (next.length === 0) grow(); else write(item, slot, next[0], this, length, grow);
    return read(item, slot, this, length);
  }
  /** Removes the last item and gives it back; Panic(0x32) where there is none. */
  pop() {
    const { item } = this.#kind;
    refuseForgetting(item, 'pop');
    const last = this.length - 1n, slot = this.#slot(last);
    const was = item.tag === 'value' ? read(item, slot) : undefined;
    clear(item, slot);
    host.store(uint256.code, this.#base, last);
    return was;
  }
  *[Symbol.iterator]() { for (let at = 0n; at < this.length; at++) yield this.at(at); }
}

// A struct is a live record: its fields are own properties, so that `{...record}` is a snapshot.
// `known`, where there is one, makes the key of a map known before the first field is written.
class Struct extends Reached {
  #kind; #base; #known;
  constructor(kind, base, outer, key, known) {
    super(outer, key); this.#kind = kind; this.#base = base; this.#known = known;
    defineProperties(this, Kind.shapeOf(kind));
    preventExtensions(this);
  }
  static field(record, name) {
    return read(Kind.fieldsOf(record.#kind)[name], host.fieldSlot(name, record.#base), record, `.${name}`, record.#known);
  }
  static assign(record, name, next) {
    write(Kind.fieldsOf(record.#kind)[name], host.fieldSlot(name, record.#base), next, record, `.${name}`, record.#known);
  }
}

function recordShape(kinds) {
  const shape = {};
  for (const name of Object.keys(kinds)) {
    shape[name] = {
      get() { return Struct.field(this, name); },
      set(next) { Struct.assign(this, name, next); },
      enumerable: true, configurable: false,
    };
  }
  return shape;
}

/** A key that stays as it is: a contract may write into bytes that it passed. */
const ownKey = (key) => (typeof key === 'object' ? host.bytes(key) : key);

// The keys of a map or set in the order they came. A deleted key leaves a hole that walking skips.
class Keys extends Reached {
  #kind; #size; #next; #indexOf; #keyAt;
  constructor(kind, base, outer, key) {
    super(outer, key); this.#kind = kind;
    this.#size = host.fieldSlot('size', base); this.#next = host.fieldSlot('next', base);
    this.#indexOf = host.fieldSlot('indexOf', base); this.#keyAt = host.fieldSlot('keyAt', base);
  }
  get size() { return host.load(uint256.code, this.#size); }
  #place(key) {
    return entrySlot(this.#kind.key.code, key, this.#indexOf, this);
  }
  has(key) { return host.load(uint256.code, this.#place(key)) !== 0n; }
  /** Remembers the key; whether it is new. Positions count from one, so that zero means absent. */
  _add(key) {
    const place = this.#place(key);
    if (host.load(uint256.code, place) !== 0n) return false;
    const position = host.load(uint256.code, this.#next) + 1n;
    host.store(uint256.code, this.#next, position);
    host.store(uint256.code, place, position);
    host.store(this.#kind.key.code, this.#keySlot(position), key);
    host.store(uint256.code, this.#size, this.size + 1n);
    return true;
  }
  _remove(key) {
    const place = this.#place(key), position = host.load(uint256.code, place);
    if (position === 0n) return false;
    host.clear(uint256.code, place);
    host.clear(this.#kind.key.code, this.#keySlot(position));
    host.store(uint256.code, this.#size, this.size - 1n);
    return true;
  }
  #keySlot(position) { return host.entrySlot(uint256.code, position, this.#keyAt); }
  *_walk(skip = 0n) {
    const last = host.load(uint256.code, this.#next);
    for (let position = 1n; position <= last; position++) {
      const key = host.load(this.#kind.key.code, this.#keySlot(position));
      // A hole reads as the zero key; a real zero key still knows its position.
      if (host.load(uint256.code, this.#place(key)) !== position) continue;
      if (skip > 0n) skip--; else yield key;
    }
  }
  _page(from, count) {
    for (const [given, name] of [[from, 'from'], [count, 'count']]) {
      const where = `${Reached.label(this)} page ${name}`;
      if (needBigInt(given, where) < 0n) throw new TypeError(`${where}: cannot be negative`);
    }
    const taken = [];
    if (count === 0n) return taken;
    for (const key of this._walk(from)) {
      // The walk pays for every key it looks at: it ends with the last that is wanted.
      if (BigInt(taken.push(key)) === count) break;
    }
    return taken;
  }
  *keys() { yield* this._walk(); }
}

class IterableSet extends Keys {
  constructor(kind, base, outer, key) { super(kind, base, outer, key); freeze(this); }
  /** Puts the value in; whether it was not there before. */
  add(item) { return this._add(noUndefined(item, 'add')); }
  /** Takes the value out; whether it was there. */
  delete(item) { return this._remove(item); }
  clear() { for (const item of [...this._walk()]) this._remove(item); }
  *values() { yield* this._walk(); }
  /** At most `count` values, without the first `from`. */
  page(from, count) { return this._page(from, count); }
  *[Symbol.iterator]() { yield* this._walk(); }
}

class IterableMap extends Keys {
  #kind; #values;
  constructor(kind, base, outer, key) {
    super(kind, base, outer, key); this.#kind = kind; this.#values = host.fieldSlot('valueAt', base); freeze(this);
  }
  #slot(key) { return entrySlot(this.#kind.key.code, key, this.#values, this); }
  /** What is stored under the key; the zero value where nothing was. A struct comes to be when a field of it is written. */
  get(key) {
    const slot = this.#slot(key), own = ownKey(key);
    return read(this.#kind.item, slot, this, own, () => { this._add(own); });
  }
  set(key, next) {
    const { item } = this.#kind;
    write(item, this.#slot(key), next, this, key, () => { if (!this._add(key)) refuseForgetting(item, 'set'); });
    return this;
  }
  update(key, change) { const next = change(this.get(key)); this.set(key, next); return next; }
  delete(key) {
    refuseForgetting(this.#kind.item, 'delete');
    if (!this._remove(key)) return false;
    clear(this.#kind.item, this.#slot(key));
    return true;
  }
  clear() { for (const key of [...this._walk()]) this.delete(key); }
  *values() { for (const key of this._walk()) yield this.get(key); }
  *entries() { for (const key of this._walk()) yield [key, this.get(key)]; }
  /** At most `count` entries, without the first `from`. */
  page(from, count) { return this._page(from, count).map((key) => [key, this.get(key)]); }
  [Symbol.iterator]() { return this.entries(); }
}

// ---- The contract --------------------------------------------------------------------------------

/** The base class of every contract. */
export class Contract {
  /** The same as writing the two statics in the class itself. */
  static with({ abi = '', state = {} }) {
    return class extends Contract { static abi = abi; static state = state; };
  }
  /** Deploys this class, from this bundle, as a new contract; gives its address. */
  static deploy(...args) {
    const options = isOptions(args[0]) ? args.shift() : NO_OPTIONS;
    const outcome = host.create(this, args, options.value ?? 0n, options.salt);
    if (outcome.words !== '') throw new ContractError('CallFailed', [], outcome.data, `deploy: ${outcome.words}`);
    return settleCall(outcome, outcome.errors);
  }
}

function isOptions(candidate) {
  if (typeof candidate !== 'object' || candidate === null || getPrototypeOf(candidate) !== Object.prototype) return false;
  const names = Object.keys(candidate);
  return names.length > 0 && names.every((name) => name === 'salt' || name === 'value');
}

/** Gives a class the accessor of a declared field. */
function declareField(prototype, name, declared) {
  const kind = needKind(declared, `state.${name}`), base = host.baseSlot(name);
  const reached = kind.tag === 'value' || kind.tag === 'struct' ? undefined : read(kind, base, undefined, name);
  defineProperty(prototype, name, {
    get: reached === undefined ? () => read(kind, base, undefined, name) : () => reached,
    set: (next) => write(kind, base, next, undefined, name),
  });
}

/** The getter of a state field that the abi names: keys and positions in, the value out. */
function getterOf(name) {
  return function (...path) {
    let found = this[name];
    for (const step of path) found = found instanceof List ? found.at(step) : found.get(step);
    return found;
  };
}

/**
 * What an abi declares, by name and by signature. An item is `[name, signature, number of arguments,
 * declaration]`; for each key there is a function that picks the declaration by how many arguments
 * were passed, and the name.
 */
function overloads(items) {
  const byName = new Map();
  for (const item of items) {
    const named = byName.get(item[0]);
    if (named === undefined) byName.set(item[0], [item]); else named.push(item);
  }
  const picks = [];
  for (const [name, named] of byName) picks.push([name, named.length === 1 ? () => named[0][3] : pickByCount(name, named), name]);
  for (const [name, signature, , declaration] of items) picks.push([signature, () => declaration, name]);
  return picks;
}

function pickByCount(name, named) {
  const byCount = new Map();
  for (const [, signature, count, declaration] of named) {
    if (!byCount.has(count)) byCount.set(count, { declaration, ways: [] });
    byCount.get(count).ways.push(`['${signature}'](…)`);
  }
  const none = `${name} takes ${[...byCount.keys()].join(' or ')} arguments, got`;
  for (const [count, picked] of byCount) {
    picked.refusal = picked.ways.length === 1 ? undefined
      : `${name} with ${count} arguments may be any of several: write ${picked.ways.join(' or ')}`;
  }
  return (count) => {
    const picked = byCount.get(count);
    if (picked === undefined) throw new TypeError(`${none} ${count}`);
    if (picked.refusal !== undefined) throw new TypeError(picked.refusal);
    return picked.declaration;
  };
}

/** `this.emit` and `this.errors` of a class: one function a declared event or error. The machine freezes them with the class. */
function declareOutlets(prototype, events, errors) {
  const emit = {}, raise = {};
  for (const [key, pick] of overloads(events)) {
    emit[key] = (...args) => { host.emit(pick(args.length), args); };
  }
  for (const [key, pick, name] of overloads(errors)) {
    raise[key] = (...args) => {
      const error = pick(args.length);
      return new ContractError(name, args, host.errorData(error, args));
    };
  }
  defineProperty(prototype, 'emit', { value: emit });
  defineProperty(prototype, 'errors', { value: raise });
}

// ---- Where, when and by whom ---------------------------------------------------------------------

/** The call: who sent it, with how much and which data. */
export const msg = freeze({
  get sender() { return host.msgSender(); },
  get value() { return host.msgValue(); },
  get data() { return host.msgData(); },
  get sig() { return host.msgSig(); },
});

/** The transaction that began it all. */
export const tx = freeze({
  get origin() { return host.txOrigin(); },
  get gasPrice() { return host.txGasPrice(); },
  get hash() { return host.txHash(); },
});

/** The block the transaction is in. */
export const block = freeze({
  get number() { return host.blockNumber(); },
  get timestamp() { return host.blockTimestamp(); },
  get chainId() { return host.blockChainId(); },
  get proposer() { return host.blockProposer(); },
  get baseFee() { return host.blockBaseFee(); },
  get parentHash() { return host.blockParentHash(); },
});

/** The address of the contract that runs; the machine sets it whenever a frame begins or ends. */
export let self = '0x0000000000000000000000000000000000000000';

export const gasLeft = () => host.gasLeft();
/** The balance of an account, in the smallest unit. */
export const balanceOf = (account) => host.balanceOf(account);

// ---- Calling others ------------------------------------------------------------------------------

/** Hands back what a call returned, or throws what it threw. */
function settleCall(outcome, errors) {
  const { ok, result, data } = outcome;
  if (ok) return result;
  const { name, args, message } = host.readError(data, errors);
  throw new ContractError(name, args, data, message);
}

// Whom a typed call goes to, and with what.
class Target {
  #to; #options;
  constructor(to, options) { this.#to = to; this.#options = options; freeze(this); }
  static of(target) { return { to: target.#to, ...target.#options }; }
}

/** An interface of other contracts, by its abi: `contract('function f()').at(address).f()`. */
export function contract(abi) {
  const { functions, errors } = host.interfaceOf(abi);
  class Interface extends Target {}
  const { prototype } = Interface;
  delete prototype.constructor;
  for (const [key, pick] of overloads(functions)) {
    defineProperty(prototype, key, {
      get() {
        const { to, value, gas } = Target.of(this);
        return (...args) => settleCall(host.callTyped(pick(args.length), to, args, value, gas), errors);
      },
      configurable: true,
    });
  }
  // A function of that name can be called by its signature.
  defineProperty(prototype, 'with', {
    value(more) {
      const { to, ...options } = Target.of(this);
      return new Interface(to, { ...options, ...optionsOf(more, ['value', 'gas'], 'with') });
    },
  });
  freeze(prototype);
  return freeze({ at: (to) => new Interface(to, NO_OPTIONS) });
}

const NO_OPTIONS = freeze({ value: 0n, gas: undefined });

/** Calls with raw data; tells whether it went well and what came back, and never throws. */
export function call(to, options = {}) {
  const { data = '0x', value = 0n, gas } = optionsOf(options, ['data', 'value', 'gas'], 'call');
  return freeze(host.callRaw(to, data, value, gas, false));
}

/** The same, for reading only. */
export function staticCall(to, options = {}) {
  const { data = '0x', gas } = optionsOf(options, ['data', 'gas'], 'staticCall');
  return freeze(host.callRaw(to, data, 0n, gas, true));
}

/** Sends coins; throws where the receiver refuses them. */
export function send(to, amount) {
  const { ok, data } = host.callRaw(to, '0x', amount, undefined, false);
  if (!ok) {
    const { name, args, message } = host.readError(data, undefined);
    throw new ContractError(name, args, data, message);
  }
}

// What a contract holds does not lead it to these classes: their constructors trust what they are given.
for (const { prototype } of [Kind, Reached, Mapping, List, Struct, Keys, IterableSet, IterableMap, ContractError, Target]) {
  delete prototype.constructor;
}

// ---- Tools ---------------------------------------------------------------------------------------

export const ZERO_ADDRESS = '0x0000000000000000000000000000000000000000';
export const UINT256_MAX = 2n ** 256n - 1n;

/** Whole coins in the smallest unit: coin('1.5') is 1500000000000000000n. */
export const coin = (text) => host.coin(text);
/** The hex text of bytes. */
export const hex = (of) => host.hex(of);
export const keccak256 = (of) => host.keccak256(of);
export const sha256 = (of) => host.sha256(of);
/** The address that signed the 32-byte digest, or ZERO_ADDRESS. */
export const ecrecover = (digest, v, r, s) => host.ecrecover(digest, v, r, s);

/** Solidity's ABI encodings, by type names: abi.encode(['uint256', 'string'], [1n, 'a']). */
export const abi = freeze({
  encode: (types, values) => host.abiEncode(types, values),
  encodePacked: (types, values) => host.abiEncodePacked(types, values),
  decode: (types, data) => host.abiDecode(types, data),
});

// What the machine asks of this module; a contract cannot import it.
host.ready({
  Contract, setSelf: (address) => { self = address; }, declareField, declareOutlets, getterOf, panic,
  errorData: (thrown) => (typeof thrown === 'object' && thrown !== null && thrown instanceof ContractError ? ContractError.dataOf(thrown) : undefined),
});
