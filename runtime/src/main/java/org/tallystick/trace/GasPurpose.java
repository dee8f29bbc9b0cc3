package org.tallystick.trace;

import org.tallystick.machine.SourceLine;

/// What gas was spent on.
public sealed interface GasPurpose {
  /// A line of a contract, with the library functions and host functions that it called.
  record Line(SourceLine line) implements GasPurpose {}

  /// Anything else.
  enum Item implements GasPurpose {
    TRANSACTION("transaction"),
    CALLDATA("calldata"),
    ACCESS_LIST("access list"),
    CREATION("creation"),
    /// The first use of a code in the transaction.
    CODE_LOAD("code load"),
    /// Code checked when it is deployed.
    CODE_PARSE("code parse"),
    /// Code that stays in the state.
    CODE_DEPOSIT("code deposit"),
    /// Arguments brought to the contract's function, and its result brought back.
    ABI("abi"),
    /// Gas that a halt took without work for it.
    FORFEITED("forfeited"),
    /// Negative.
    REFUND("refund"),
    /// What the least price of the calldata asks beyond the rest
    /// ([EIP-7623](https://eips.ethereum.org/EIPS/eip-7623)).
    FLOOR("calldata floor");

    private final String words;

    Item(String words) {
      this.words = words;
    }

    /// What people are told.
    public String words() {
      return words;
    }
  }
}
