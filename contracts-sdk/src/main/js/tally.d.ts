// Types of what contracts import. Editors and `tsc --checkJs` read them; no contract needs them to run.

declare module 'tally' {
  // ---- Values ------------------------------------------------------------------------------------

  /** An address in lower case: `0x` and 40 digits. */
  export type Address = string;

  /** Bytes as they are taken: a Uint8Array or a `0x` text. */
  export type BytesLike = Uint8Array | string;

  // ---- Kinds: what a state field may hold ----------------------------------------------------------

  /** What a field may hold: reads as `Read`, is assigned a `Written`. */
  export interface Kind<Read, Written = Read> {
    readonly name: string;
    /** @internal */ readonly __read?: Read;
    /** @internal */ readonly __written?: Written;
  }

  export type BytesKind = Kind<Uint8Array, BytesLike>;
  export type AnyKind = Kind<any, any>;
  export type Fields = { [name: string]: AnyKind };
  export type ReadOf<K> = K extends Kind<infer Read, any> ? Read : K extends typeof bytes ? Uint8Array : never;
  export type WrittenOf<K> = K extends Kind<any, infer Written> ? Written : K extends typeof bytes ? BytesLike : never;

  /** A struct in storage: assigning a field writes it, `{ ...record }` is a snapshot. */
  export type LiveRecord<F> = { [N in keyof F]: ReadOf<F[N]> };
  export type RecordValue<F> = { [N in keyof F]?: WrittenOf<F[N]> };

  export interface Mapping<Key, Read, Written = Read> {
    /** What is stored under the key; the zero value where nothing was. */
    get(key: Key): Read;
    set(key: Key, value: Written): this;
    /** Stores what the function makes of the value before, and gives it back. */
    update(key: Key, change: (before: Read) => Written): Written;
    /** Sets the entry to zero. */
    delete(key: Key): void;
  }

  export interface IterableMap<Key, Read, Written = Read> extends Iterable<[Key, Read]> {
    readonly size: bigint;
    has(key: Key): boolean;
    /** What is stored under the key; the zero value where nothing was. */
    get(key: Key): Read;
    set(key: Key, value: Written): this;
    update(key: Key, change: (before: Read) => Written): Written;
    /** Takes the key out; whether it was there. */
    delete(key: Key): boolean;
    clear(): void;
    keys(): IterableIterator<Key>;
    values(): IterableIterator<Read>;
    entries(): IterableIterator<[Key, Read]>;
    /** At most `count` entries, without the first `from`, in the order their keys came. */
    page(from: bigint, count: bigint): [Key, Read][];
  }

  export interface IterableSet<Item> extends Iterable<Item> {
    readonly size: bigint;
    has(item: Item): boolean;
    /** Puts the item in; whether it was not there before. */
    add(item: Item): boolean;
    /** Takes the item out; whether it was there. */
    delete(item: Item): boolean;
    clear(): void;
    keys(): IterableIterator<Item>;
    values(): IterableIterator<Item>;
    /** At most `count` items, without the first `from`, in the order they came. */
    page(from: bigint, count: bigint): Item[];
  }

  export interface List<Read, Written = Read> extends Iterable<Read> {
    readonly length: bigint;
    /** The item at the position; Panic(0x32) where there is none. */
    at(index: bigint): Read;
    set(index: bigint, value: Written): void;
    /** Appends an item, or an empty one to be filled by its fields, and gives it back. */
    push(value?: Written): Read;
    /** Removes the last item and gives it back; Panic(0x32) where there is none. */
    pop(): Read | undefined;
  }

  export const bool: Kind<boolean>, address: Kind<Address>, string: Kind<string>;
  export const
    uint8: Kind<bigint>, uint16: Kind<bigint>, uint24: Kind<bigint>, uint32: Kind<bigint>, uint40: Kind<bigint>,
    uint48: Kind<bigint>, uint56: Kind<bigint>, uint64: Kind<bigint>, uint72: Kind<bigint>, uint80: Kind<bigint>,
    uint88: Kind<bigint>, uint96: Kind<bigint>, uint104: Kind<bigint>, uint112: Kind<bigint>, uint120: Kind<bigint>,
    uint128: Kind<bigint>, uint136: Kind<bigint>, uint144: Kind<bigint>, uint152: Kind<bigint>,
    uint160: Kind<bigint>, uint168: Kind<bigint>, uint176: Kind<bigint>, uint184: Kind<bigint>,
    uint192: Kind<bigint>, uint200: Kind<bigint>, uint208: Kind<bigint>, uint216: Kind<bigint>,
    uint224: Kind<bigint>, uint232: Kind<bigint>, uint240: Kind<bigint>, uint248: Kind<bigint>,
    uint256: Kind<bigint>;
  export const
    int8: Kind<bigint>, int16: Kind<bigint>, int24: Kind<bigint>, int32: Kind<bigint>, int40: Kind<bigint>,
    int48: Kind<bigint>, int56: Kind<bigint>, int64: Kind<bigint>, int72: Kind<bigint>, int80: Kind<bigint>,
    int88: Kind<bigint>, int96: Kind<bigint>, int104: Kind<bigint>, int112: Kind<bigint>, int120: Kind<bigint>,
    int128: Kind<bigint>, int136: Kind<bigint>, int144: Kind<bigint>, int152: Kind<bigint>, int160: Kind<bigint>,
    int168: Kind<bigint>, int176: Kind<bigint>, int184: Kind<bigint>, int192: Kind<bigint>, int200: Kind<bigint>,
    int208: Kind<bigint>, int216: Kind<bigint>, int224: Kind<bigint>, int232: Kind<bigint>, int240: Kind<bigint>,
    int248: Kind<bigint>, int256: Kind<bigint>;
  export const
    bytes1: BytesKind, bytes2: BytesKind, bytes3: BytesKind, bytes4: BytesKind, bytes5: BytesKind, bytes6: BytesKind,
    bytes7: BytesKind, bytes8: BytesKind, bytes9: BytesKind, bytes10: BytesKind, bytes11: BytesKind,
    bytes12: BytesKind, bytes13: BytesKind, bytes14: BytesKind, bytes15: BytesKind, bytes16: BytesKind,
    bytes17: BytesKind, bytes18: BytesKind, bytes19: BytesKind, bytes20: BytesKind, bytes21: BytesKind,
    bytes22: BytesKind, bytes23: BytesKind, bytes24: BytesKind, bytes25: BytesKind, bytes26: BytesKind,
    bytes27: BytesKind, bytes28: BytesKind, bytes29: BytesKind, bytes30: BytesKind, bytes31: BytesKind,
    bytes32: BytesKind;

  /** As a kind, a byte string of any length; called, the bytes that a hex text stands for. */
  export function bytes(text: BytesLike): Uint8Array;

  /** Fields by name; each has a slot of its own. */
  export function struct<F extends { [name: string]: AnyKind | typeof bytes }>(fields: F): Kind<LiveRecord<F>, RecordValue<F>>;
  /** Values by key, without a list of keys: the cheapest. */
  export function mapping<K extends AnyKind | typeof bytes, V extends AnyKind | typeof bytes>(
    key: K, value: V,
  ): Kind<Mapping<WrittenOf<K>, ReadOf<V>, WrittenOf<V>>, never>;
  /** Values by key that can be walked in the order their keys came. */
  export function map<K extends AnyKind | typeof bytes, V extends AnyKind | typeof bytes>(
    key: K, value: V,
  ): Kind<IterableMap<ReadOf<K>, ReadOf<V>, WrittenOf<V>>, never>;
  /** Distinct values that can be walked in the order they came. */
  export function set<K extends AnyKind | typeof bytes>(item: K): Kind<IterableSet<ReadOf<K>>, never>;
  /** Values by position. */
  export function list<V extends AnyKind | typeof bytes>(item: V): Kind<List<ReadOf<V>, WrittenOf<V>>, never>;

  // ---- The contract --------------------------------------------------------------------------------

  /** The base class of every contract. */
  export class Contract {
    /** Solidity's words for what can be called from outside, emitted and thrown. */
    static abi?: string;
    /** The fields that are stored, by name. */
    static state?: { [name: string]: AnyKind | typeof bytes };
    /** Whether the contract may be called while it is on the call stack. */
    static reentrant?: boolean;
    /** For functions of one name: the method that answers each signature. */
    static overloads?: { [signature: string]: string };

    /** The same as writing the two statics in the class itself; the fields then have types. */
    static with<F extends { [name: string]: AnyKind | typeof bytes }>(
      declared: { abi?: string; state?: F },
    ): { new (): Contract & LiveRecord<F>; abi: string; state: F; deploy: typeof Contract.deploy };

    /** Deploys this class, from this bundle, as a new contract; gives its address. */
    static deploy(...args: any[]): Address;

    /** `this.emit.Name(…)` emits an event of the abi. */
    readonly emit: { readonly [event: string]: (...args: any[]) => void };
    /** `throw this.errors.Name(…)` fails with an error of the abi. */
    readonly errors: { readonly [error: string]: (...args: any[]) => ContractError };
    /** Runs once, at deploy, with the arguments of the abi's constructor. */
    init(...args: any[]): void;

    /** The fields of `static state`. */
    [field: string]: any;
  }

  /** An error a contract declared, or one that a contract it called gave back. */
  export interface ContractError extends Error {
    readonly args: readonly any[];
  }

  /** Stops with `Error(string)` where the condition does not hold. */
  export function require(condition: unknown, text?: string): asserts condition;
  /** Stops with Panic(0x01) where what must always hold does not. */
  export function assert(condition: unknown): asserts condition;

  // ---- Where, when and by whom ---------------------------------------------------------------------

  /** The call: who sent it, with how much and which data. */
  export const msg: { readonly sender: Address; readonly value: bigint; readonly data: Uint8Array; readonly sig: Uint8Array };

  /** The transaction that began it all. */
  export const tx: { readonly origin: Address; readonly gasPrice: bigint; readonly hash: string };

  /** The block the transaction is in; its timestamp is in seconds since 1970. */
  export const block: {
    readonly number: bigint;
    readonly timestamp: bigint;
    readonly chainId: bigint;
    readonly proposer: Address;
    readonly baseFee: bigint;
    readonly parentHash: string;
  };

  /** The address of the contract that runs. */
  export const self: Address;

  export function gasLeft(): bigint;
  /** The balance of an account, in the smallest unit. */
  export function balanceOf(account: Address): bigint;

  // ---- Calling others ------------------------------------------------------------------------------

  export interface CallOptions { value?: bigint; gas?: bigint }
  export type Callable = { readonly [name: string]: (...args: any[]) => any } & {
    /** The same with coins, or with a limit of gas. */
    readonly with: (options: CallOptions) => Callable;
  };
  export interface CallResult { readonly ok: boolean; readonly data: Uint8Array }

  /**
   * An interface of other contracts, by its abi: `contract('function f()').at(address).f()`. Functions of one name
   * are told apart by the number of arguments; where that is the same too, by signature: `.at(address)['f(bool)'](true)`.
   */
  export function contract(abi: string): { readonly at: (to: Address) => Callable };

  /** Calls with raw data; tells whether it went well and what came back, and never throws. */
  export function call(to: Address, options?: { data?: BytesLike; value?: bigint; gas?: bigint }): CallResult;
  /** The same, for reading only. */
  export function staticCall(to: Address, options?: { data?: BytesLike; gas?: bigint }): CallResult;
  /** Sends coins; throws where the receiver refuses them. */
  export function send(to: Address, amount: bigint): void;

  // ---- Tools ---------------------------------------------------------------------------------------

  export const ZERO_ADDRESS: Address;
  export const UINT256_MAX: bigint;

  /** Whole coins in the smallest unit: `coin('1.5')` is `1500000000000000000n`. */
  export function coin(text: string): bigint;
  /** The hex text of bytes. */
  export function hex(of: BytesLike): string;
  /** The hash of bytes, or of a text in UTF-8, as a `0x` text. */
  export function keccak256(of: BytesLike): string;
  export function sha256(of: BytesLike): string;
  /** The address that signed the 32-byte digest, or ZERO_ADDRESS. */
  export function ecrecover(digest: BytesLike, v: bigint, r: BytesLike, s: BytesLike): Address;

  /** Solidity's ABI encodings, by type names: `abi.encode(['uint256', 'string'], [1n, 'a'])`. */
  export const abi: {
    encode(types: string[], values: any[]): Uint8Array;
    encodePacked(types: string[], values: any[]): Uint8Array;
    decode(types: string[], data: BytesLike): any[];
  };
}

declare module 'tally/token' {
  import { Address, Contract } from 'tally';

  /** ERC-20 with the rules and errors of OpenZeppelin Contracts 5. */
  export class ERC20 extends Contract {
    init(name: string, symbol: string, ...more: any[]): void;
    decimals(): bigint;
    transfer(to: Address, value: bigint): boolean;
    approve(spender: Address, value: bigint): boolean;
    transferFrom(from: Address, to: Address, value: bigint): boolean;
    /** Makes new coins. */
    _mint(to: Address, value: bigint): void;
    /** Destroys coins. */
    _burn(from: Address, value: bigint): void;
    _transfer(from: Address, to: Address, value: bigint): void;
    _approve(owner: Address, spender: Address, value: bigint, emits?: boolean): void;
    _spendAllowance(owner: Address, spender: Address, value: bigint): void;
    /** Every change of a balance comes through here. From ZERO_ADDRESS it mints, to ZERO_ADDRESS it burns. */
    _update(from: Address, to: Address, value: bigint): void;
  }
}

declare module 'tally/access' {
  import { Address, Contract } from 'tally';

  /** A contract with an owner, with the rules and errors of OpenZeppelin Contracts 5. */
  export class Ownable extends Contract {
    init(initialOwner: Address, ...more: any[]): void;
    transferOwnership(newOwner: Address): void;
    renounceOwnership(): void;
    /** Stops whoever is not the owner. */
    _onlyOwner(): void;
    _transferOwnership(newOwner: Address): void;
  }
}
