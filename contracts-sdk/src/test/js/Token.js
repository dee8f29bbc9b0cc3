import { ERC20 } from 'tally/token';

/** An ERC20 whose inner functions can be called by anybody, to be tested. */
export default class Token extends ERC20 {
  static abi = `
    constructor(string name, string symbol)
    function mint(address to, uint256 value)
    function burn(address from, uint256 value)
    function move(address from, address to, uint256 value)
    function allow(address owner, address spender, uint256 value)
  `;

  mint(to, value) { this._mint(to, value); }
  burn(from, value) { this._burn(from, value); }
  move(from, to, value) { this._transfer(from, to, value); }
  allow(owner, spender, value) { this._approve(owner, spender, value); }
}
