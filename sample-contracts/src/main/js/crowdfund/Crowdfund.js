import { Contract, msg, block, require, send, mapping, set, address, bool, uint64, uint256 } from 'tally';

/**
 * All-or-nothing crowd-funding in the chain's own coin. Until `closesAt` anyone pledges. After it,
 * the owner takes everything if the goal was reached; otherwise everyone takes their own back.
 */
export default class Crowdfund extends Contract {
  static abi = `
    /// Goal in the chain's smallest unit, closesAt in seconds since 1970.
    constructor(uint256 goal, uint64 closesAt)
    function owner() view returns (address)
    function goal() view returns (uint256)
    function closesAt() view returns (uint64)
    /// What was pledged. It stays when pledges are taken back, and is zero once it was claimed.
    function raised() view returns (uint256)
    function pledgeOf(address backer) view returns (uint256)
    function backers() view returns (address[])
    function pledge() payable
    function claim()
    function refund()
    event Pledged(address indexed backer, uint256 amount, uint256 raised)
    event Claimed(uint256 amount)
    event Refunded(address indexed backer, uint256 amount)
    error Closed()
    error StillOpen(uint64 closesAt)
    error GoalNotReached(uint256 raised, uint256 goal)
    error GoalReached()
    error OnlyOwner()
    error NothingToRefund(address backer)
  `;
  static state = {
    owner: address,
    goal: uint256,
    closesAt: uint64,
    raised: uint256,
    claimed: bool,
    pledgeOf: mapping(address, uint256),
    people: set(address),
  };

  init(goal, closesAt) {
    require(goal > 0n, 'the goal must be more than nothing');
    require(closesAt > block.timestamp, 'closesAt must lie in the future');
    this.owner = msg.sender;
    this.goal = goal;
    this.closesAt = closesAt;
  }

  pledge() {
    if (block.timestamp >= this.closesAt) throw this.errors.Closed();
    require(msg.value > 0n, 'a pledge must be more than nothing');
    this.pledgeOf.update(msg.sender, (before) => before + msg.value);
    this.people.add(msg.sender);
    this.raised += msg.value;
    this.emit.Pledged(msg.sender, msg.value, this.raised);
  }

  claim() {
    if (msg.sender !== this.owner) throw this.errors.OnlyOwner();
    if (block.timestamp < this.closesAt) throw this.errors.StillOpen(this.closesAt);
    if (this.raised < this.goal) throw this.errors.GoalNotReached(this.raised, this.goal);
    const amount = this.raised;
    this.claimed = true;
    this.raised = 0n;
    send(this.owner, amount);
    this.emit.Claimed(amount);
  }

  refund() {
    if (block.timestamp < this.closesAt) throw this.errors.StillOpen(this.closesAt);
    // `raised` is not lowered below, since it goes on saying whether the goal was reached.
    if (this.claimed || this.raised >= this.goal) throw this.errors.GoalReached();
    const amount = this.pledgeOf.get(msg.sender);
    if (amount === 0n) throw this.errors.NothingToRefund(msg.sender);
    this.pledgeOf.set(msg.sender, 0n);
    send(msg.sender, amount);
    this.emit.Refunded(msg.sender, amount);
  }

  backers() {
    return [...this.people];
  }
}
