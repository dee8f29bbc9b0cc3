import { uint256 } from 'tally';
import { Ownable } from 'tally/access';

/** A number that only the owner may set. */
export default class Owned extends Ownable {
  static abi = `
    constructor(address initialOwner)
    function number() view returns (uint256)
    function set(uint256 next)
  `;
  static state = { number: uint256 };

  set(next) {
    this._onlyOwner();
    this.number = next;
  }
}
