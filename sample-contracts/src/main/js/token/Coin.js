import { msg } from 'tally';
import { ERC20 } from 'tally/token';

/** A coin with a fixed supply, which its deployer gets. Holders can destroy their own. */
export default class Coin extends ERC20 {
  static abi = `
    /// "supply" is in the smallest unit: 10^18 of them are one coin.
    constructor(string name, string symbol, uint256 supply)
    /// Destroy some of your own coins.
    function burn(uint256 value)
  `;

  init(name, symbol, supply) {
    super.init(name, symbol);
    this._mint(msg.sender, supply);
  }

  burn(value) {
    this._burn(msg.sender, value);
  }
}
