import { Contract, msg, address, ZERO_ADDRESS } from 'tally';

/**
 * A contract with an owner, by the rules and errors of OpenZeppelin Contracts 5. A derived class
 * begins what only the owner may do with `this._onlyOwner()`.
 */
export class Ownable extends Contract {
  static abi = `
    function owner() view returns (address)
    /// Hand the contract to somebody else, at once.
    function transferOwnership(address newOwner)
    /// Leave the contract without an owner, for good.
    function renounceOwnership()
    event OwnershipTransferred(address indexed previousOwner, address indexed newOwner)
    error OwnableUnauthorizedAccount(address account)
    error OwnableInvalidOwner(address owner)
  `;
  static state = { owner: address };

  init(initialOwner) {
    if (initialOwner === ZERO_ADDRESS) throw this.errors.OwnableInvalidOwner(initialOwner);
    this._transferOwnership(initialOwner);
  }

  transferOwnership(newOwner) {
    this._onlyOwner();
    if (newOwner === ZERO_ADDRESS) throw this.errors.OwnableInvalidOwner(newOwner);
    this._transferOwnership(newOwner);
  }

  renounceOwnership() {
    this._onlyOwner();
    this._transferOwnership(ZERO_ADDRESS);
  }

  _onlyOwner() {
    if (msg.sender !== this.owner) throw this.errors.OwnableUnauthorizedAccount(msg.sender);
  }

  _transferOwnership(newOwner) {
    const previousOwner = this.owner;
    this.owner = newOwner;
    this.emit.OwnershipTransferred(previousOwner, newOwner);
  }
}
