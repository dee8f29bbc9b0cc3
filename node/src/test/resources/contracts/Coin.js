import { Contract, msg, mapping, address, string, uint256, ZERO_ADDRESS } from 'tally';

/** A coin, with as much of ERC-20 as a client needs to be tried with. */
export default class Coin extends Contract {
  static abi = `
    constructor(string name, string symbol, uint256 supply)
    function name() view returns (string)
    function symbol() view returns (string)
    function decimals() view returns (uint8)
    function totalSupply() view returns (uint256)
    function balanceOf(address owner) view returns (uint256)
    function transfer(address to, uint256 value) returns (bool)
    event Transfer(address indexed from, address indexed to, uint256 value)
    error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed)
  `;
  static state = {
    name: string,
    symbol: string,
    totalSupply: uint256,
    balanceOf: mapping(address, uint256),
  };

  init(name, symbol, supply) {
    this.name = name;
    this.symbol = symbol;
    this.totalSupply = supply;
    this.balanceOf.set(msg.sender, supply);
    this.emit.Transfer(ZERO_ADDRESS, msg.sender, supply);
  }

  decimals() {
    return 18n;
  }

  transfer(to, value) {
    const have = this.balanceOf.get(msg.sender);
    if (have < value) throw this.errors.ERC20InsufficientBalance(msg.sender, have, value);
    this.balanceOf.set(msg.sender, have - value);
    this.balanceOf.update(to, (balance) => balance + value);
    this.emit.Transfer(msg.sender, to, value);
    return true;
  }
}
