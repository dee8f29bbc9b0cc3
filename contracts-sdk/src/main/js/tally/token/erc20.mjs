import { Contract, msg, mapping, address, string, uint256, UINT256_MAX, ZERO_ADDRESS } from 'tally';

/**
 * A coin others can hold, send and let others send: ERC-20, with the rules, the errors (ERC-6093)
 * and the order of checks of OpenZeppelin Contracts 5.
 *
 * Nobody can make new coins from outside: a derived class calls `_mint` and `_burn` where it means to.
 */
export class ERC20 extends Contract {
  static abi = `
    function name() view returns (string)
    function symbol() view returns (string)
    /// How many digits of an amount stand behind the point when people see it.
    function decimals() view returns (uint8)
    function totalSupply() view returns (uint256)
    function balanceOf(address owner) view returns (uint256)
    /// How much of the owner's coins the spender may still send.
    function allowance(address owner, address spender) view returns (uint256)
    function transfer(address to, uint256 value) returns (bool)
    /// Let the spender send up to "value" of your coins. The largest uint256 sets no limit.
    function approve(address spender, uint256 value) returns (bool)
    function transferFrom(address from, address to, uint256 value) returns (bool)
    event Transfer(address indexed from, address indexed to, uint256 value)
    event Approval(address indexed owner, address indexed spender, uint256 value)
    error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed)
    error ERC20InvalidSender(address sender)
    error ERC20InvalidReceiver(address receiver)
    error ERC20InsufficientAllowance(address spender, uint256 allowance, uint256 needed)
    error ERC20InvalidApprover(address approver)
    error ERC20InvalidSpender(address spender)
  `;
  static state = {
    name: string,
    symbol: string,
    totalSupply: uint256,
    balanceOf: mapping(address, uint256),
    allowance: mapping(address, mapping(address, uint256)),
  };

  init(name, symbol) {
    this.name = name;
    this.symbol = symbol;
  }

  decimals() {
    return 18n;
  }

  transfer(to, value) {
    this._transfer(msg.sender, to, value);
    return true;
  }

  approve(spender, value) {
    this._approve(msg.sender, spender, value);
    return true;
  }

  transferFrom(from, to, value) {
    this._spendAllowance(from, msg.sender, value);
    this._transfer(from, to, value);
    return true;
  }

  // Names with an underscore can never be in an abi: not callable from outside, free to override.

  _transfer(from, to, value) {
    if (from === ZERO_ADDRESS) throw this.errors.ERC20InvalidSender(from);
    if (to === ZERO_ADDRESS) throw this.errors.ERC20InvalidReceiver(to);
    this._update(from, to, value);
  }

  /** Makes new coins. */
  _mint(to, value) {
    if (to === ZERO_ADDRESS) throw this.errors.ERC20InvalidReceiver(to);
    this._update(ZERO_ADDRESS, to, value);
  }

  /** Destroys coins. */
  _burn(from, value) {
    if (from === ZERO_ADDRESS) throw this.errors.ERC20InvalidSender(from);
    this._update(from, ZERO_ADDRESS, value);
  }

  /** Every change of a balance comes through here. From ZERO_ADDRESS it mints, to ZERO_ADDRESS it burns. */
  _update(from, to, value) {
    if (from === ZERO_ADDRESS) {
      this.totalSupply += value;
    } else {
      const balance = this.balanceOf.get(from);
      if (balance < value) throw this.errors.ERC20InsufficientBalance(from, balance, value);
      this.balanceOf.set(from, balance - value);
    }
    if (to === ZERO_ADDRESS) {
      this.totalSupply -= value;
    } else {
      this.balanceOf.update(to, (balance) => balance + value);
    }
    this.emit.Transfer(from, to, value);
  }

  /** Sets an allowance; `emits` false where the change is the consequence of a transfer. */
  _approve(owner, spender, value, emits = true) {
    if (owner === ZERO_ADDRESS) throw this.errors.ERC20InvalidApprover(owner);
    if (spender === ZERO_ADDRESS) throw this.errors.ERC20InvalidSpender(spender);
    this.allowance.get(owner).set(spender, value);
    if (emits) this.emit.Approval(owner, spender, value);
  }

  _spendAllowance(owner, spender, value) {
    const allowance = this.allowance.get(owner).get(spender);
    if (allowance === UINT256_MAX) return;
    if (allowance < value) throw this.errors.ERC20InsufficientAllowance(spender, allowance, value);
    this._approve(owner, spender, allowance - value, false);
  }
}
