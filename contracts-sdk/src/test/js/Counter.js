import {
  Contract, assert, block, contract, list, msg, require, send, struct, address, string, uint8, uint256,
} from 'tally';

const Refusing = contract('function refuse(uint256 needed)');

/** Counts, and fails in every way there is. */
export default class Counter extends Contract {
  static abi = `
    struct Mark { address by; uint256 at; string note; }
    function count() view returns (uint256)
    function time() view returns (uint256)
    function blockNumber() view returns (uint256)
    function sender() view returns (address)
    function pair() view returns (uint256 first, string second)
    function marks() view returns (Mark[])
    function increment() returns (uint256)
    function add(uint256 amount)
    function add(uint256 amount, string note)
    function mark(Mark mark)
    function accept() payable
    function refuse(uint256 needed)
    function refuseThrough(address other)
    function requireMore()
    function assertMore()
    function mistake()
    function store(uint256 value)
    function divide(uint256 by) returns (uint256)
    function incrementTwice()
    function forever()
    function writeWhileReading() view
    function pay(address to, uint256 amount)
    event Incremented(address indexed by, string indexed note, uint256 to)
    error Refused(address by, uint256 needed)
  `;
  static state = {
    count: uint256,
    little: uint8,
    history: list(struct({ by: address, at: uint256, note: string })),
  };
  static overloads = { 'add(uint256)': 'add', 'add(uint256,string)': 'addWithNote' };

  time() { return block.timestamp; }
  blockNumber() { return block.number; }
  sender() { return msg.sender; }
  pair() { return [this.count, 'second']; }
  marks() { return [...this.history]; }

  increment() {
    this.addWithNote(1n, 'one more');
    return this.count;
  }
  incrementTwice() {
    this.increment();
    this.increment();
  }
  add(amount) { this.count += amount; }
  addWithNote(amount, note) {
    this.count += amount;
    this.emit.Incremented(msg.sender, note, this.count);
  }
  mark({ by, at, note }) { this.history.push({ by, at, note }); }
  accept() {}

  refuse(needed) { throw this.errors.Refused(msg.sender, needed); }
  refuseThrough(other) { Refusing.at(other).refuse(7n); }
  requireMore() { require(this.count > 1000n, 'more is required'); }
  assertMore() { assert(this.count > 1000n); }
  mistake() { this.nothing.more; }
  store(value) { this.little = value; }
  divide(by) { return this.count / by; }
  forever() { for (;;) this.count += 1n; }
  writeWhileReading() { this.count = 1n; }
  pay(to, amount) { send(to, amount); }
}
