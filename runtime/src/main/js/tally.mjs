// What `import … from 'tally'` gives a contract.
//
// This module is part of the machine: it runs once in every sandbox, before any contract, and is
// frozen afterwards. It is not metered line by line; the host functions it calls pay. `host` is what
// the machine left on the global object for this module alone.
const host = globalThis.host;
const { freeze, defineProperty, defineProperties, preventExtensions, getPrototypeOf } = Object;

// ---- Kinds: what a state field may hold ----------------------------------------------------------

class Kind {
  constructor(tag, name, more) {
    this.tag = tag;
    this.name = name;
    Object.assign(this, more);
    freeze(this);
  }
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
  return new Kind('struct', `struct(${names.map((n) => `${n}:${kinds[n].name}`).join(',')})`, {
    fields: freeze(kinds), names, shape: freeze(recordShape(kinds)), hasMapping: names.some((n) => kinds[n].hasMapping),
  });
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

function read(kind, slot, outer, key) {
  switch (kind.tag) {
    case 'value': return host.load(kind.code, slot);
    case 'mapping': return new Mapping(kind, slot, outer, key);
    case 'list': return new List(kind, slot, outer, key);
    case 'struct': return new Struct(kind, slot, outer, key);
    case 'map': return new IterableMap(kind, slot, outer, key);
    case 'set': return new IterableSet(kind, slot, outer, key);
  }
}

function write(kind, slot, next, outer, key) {
  if (kind.tag === 'value') {
    const refusal = host.store(kind.code, slot, next);
    if (refusal !== undefined) refuse(refusal, () => labelOf(outer, key));
  } else if (kind.tag === 'struct') {
    writeStruct(kind, slot, next, outer, key);
  } else {
    throw new TypeError(`${labelOf(outer, key)} is a ${kind.tag}: change its entries, it cannot be replaced`);
  }
}

const labelOf = (outer, key) => Reached.label(new Reached(outer, key));

/** Writes where nothing was; what is refused half way leaves nothing, for a contract may catch it. */
function writeFresh(kind, slot, next, outer, key) {
  try {
    write(kind, slot, next, outer, key);
  } catch (refused) {
    clear(kind, slot);
    throw refused;
  }
}

function writeStruct(kind, slot, next, outer, key) {
  if (typeof next !== 'object' || next === null) throw new TypeError(`${labelOf(outer, key)} needs an object with the fields ${kind.names.join(', ')}`);
  for (const name of Object.keys(next)) {
    if (!Object.hasOwn(kind.fields, name)) throw new TypeError(`${labelOf(outer, key)} has no field ${name}; it has ${kind.names.join(', ')}`);
  }
  const self = new Struct(kind, slot, outer, key);
  for (const name of kind.names) {
    const field = kind.fields[name], base = host.fieldSlot(name, slot);
    if (field.tag === 'value') {
      if (Object.hasOwn(next, name)) write(field, base, next[name], self, `.${name}`);
      else clear(field, base);
    } else if (Object.hasOwn(next, name)) write(field, base, next[name], self, `.${name}`);
    else if (!field.hasMapping) clear(field, base);
  }
}

/** Sets everything that lies at the slot to zero. */
function clear(kind, slot) {
  switch (kind.tag) {
    case 'value': host.clear(kind.code, slot); break;
    case 'struct': for (const name of kind.names) clear(kind.fields[name], host.fieldSlot(name, slot)); break;
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
    if (typeof index !== 'bigint') throw new TypeError(`${Reached.label(this)} index: expected a BigInt, got ${typeof index} ${String(index)}${typeof index === 'number' ? ` (write ${index}n)` : ''}`);
    const length = this.length;
    if (index < 0n || index >= length) throw panic(PANIC_INDEX, `${Reached.label(this)}[${index}]: the list has ${length} items`);
    return host.itemSlot(this.#items, index);
  }
  /** The item at the position; Panic(0x32) where there is none. */
  at(index) { return read(this.#kind.item, this.#slot(index), this, index); }
  set(index, next) {
    refuseForgetting(this.#kind.item, 'set');
    write(this.#kind.item, this.#slot(index), next, this, index);
  }
  /** Appends an item, or an empty one that is filled by its fields, and gives it back. */
  push(next) {
    const length = this.length, { item } = this.#kind;
    const slot = host.itemSlot(this.#items, length);
    if (next !== undefined) writeFresh(item, slot, next, this, length);
    host.store(uint256.code, this.#base, length + 1n);
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
class Struct extends Reached {
  #kind; #base;
  constructor(kind, base, outer, key) {
    super(outer, key); this.#kind = kind; this.#base = base;
    defineProperties(this, kind.shape);
    preventExtensions(this);
  }
  static field(record, name) {
    return read(record.#kind.fields[name], host.fieldSlot(name, record.#base), record, `.${name}`);
  }
  static assign(record, name, next) {
    write(record.#kind.fields[name], host.fieldSlot(name, record.#base), next, record, `.${name}`);
  }
}

function recordShape(kinds) {
  const shape = {};
  for (const name of Object.keys(kinds)) {
    shape[name] = freeze({
      get() { return Struct.field(this, name); },
      set(next) { Struct.assign(this, name, next); },
      enumerable: true, configurable: false,
    });
  }
  return shape;
}

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
  page(from, count) { return take(this._walk(from), count); }
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
    const { item } = this.#kind;
    return item.tag === 'struct' ? new MapEntry(item, this.#slot(key), this, key) : read(item, this.#slot(key), this, key);
  }
  set(key, next) {
    const { item } = this.#kind, slot = this.#slot(key);
    if (this._add(key)) {
      try {
        writeFresh(item, slot, next, this, key);
      } catch (refused) {
        this._remove(key);
        throw refused;
      }
    } else {
      refuseForgetting(item, 'set');
      write(item, slot, next, this, key);
    }
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
  page(from, count) { return take(this._walk(from), count).map((key) => [key, this.get(key)]); }
  [Symbol.iterator]() { return this.entries(); }
}

// A struct inside a map: writing its first field makes the key known.
class MapEntry extends Reached {
  #kind; #record; #map; #key;
  constructor(kind, base, outer, key) {
    super(outer, key); this.#kind = kind; this.#map = outer; this.#key = key;
    this.#record = new Struct(kind, base, outer, key);
    defineProperties(this, kind.names.reduce((shape, name) => {
      shape[name] = {
        get: () => this.#record[name],
        set: (next) => { this.#map._add(this.#key); this.#record[name] = next; },
        enumerable: true,
      };
      return shape;
    }, {}));
    preventExtensions(this);
  }
}

function take(walk, count) {
  const taken = [];
  for (const item of walk) {
    if (BigInt(taken.length) >= count) break;
    taken.push(item);
  }
  return taken;
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
    const options = args.length > 0 && isOptions(args[0]) ? args.shift() : {};
    return settleCall(host.create(this, args, options.value ?? 0n, options.salt), undefined);
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

/** `this.emit` and `this.errors` of a class: one function a declared event or error. */
function declareOutlets(prototype, events, errors) {
  const emit = {}, raise = {};
  for (const [name, event] of events) emit[name] = host.emitter(event);
  for (const [name, error] of errors) {
    raise[name] = (...args) => new ContractError(name, args, host.errorData(error, args));
  }
  defineProperty(prototype, 'emit', { value: freeze(emit) });
  defineProperty(prototype, 'errors', { value: freeze(raise) });
}

// What a contract holds does not lead it to these classes: their constructors trust what they are given.
for (const { prototype } of [Kind, Reached, Mapping, List, Struct, Keys, IterableSet, IterableMap, MapEntry, ContractError]) {
  delete prototype.constructor;
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

/** An interface of other contracts, by its abi: `contract('function f()').at(address).f()`. */
export function contract(abi) {
  const functions = host.interfaceOf(abi);
  const at = (to, options) => {
    const callable = {};
    for (const [name, item] of functions.functions) {
      callable[name] = (...args) => settleCall(host.callTyped(item, to, args, options.value, options.gas), functions.errors);
    }
    defineProperty(callable, 'with', {
      value: ({ value = 0n, gas } = {}) => at(to, freeze({ value, gas })),
    });
    return freeze(callable);
  };
  return freeze({ at: (to) => at(to, NO_OPTIONS) });
}

const NO_OPTIONS = freeze({ value: 0n, gas: undefined });

/** Calls with raw data; tells whether it went well and what came back, and never throws. */
export const call = (to, { data = '0x', value = 0n, gas } = {}) => freeze(host.callRaw(to, data, value, gas, false));
/** The same, for reading only. */
export const staticCall = (to, { data = '0x', gas } = {}) => freeze(host.callRaw(to, data, 0n, gas, true));

/** Sends coins; throws where the receiver refuses them. */
export function send(to, amount) {
  const { ok, data } = host.callRaw(to, '0x', amount, undefined, false);
  if (!ok) {
    const { name, args, message } = host.readError(data, undefined);
    throw new ContractError(name, args, data, message);
  }
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
