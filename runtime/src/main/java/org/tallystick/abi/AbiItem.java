package org.tallystick.abi;

/// One declaration of an abi.
public sealed interface AbiItem
    permits AbiFunction, AbiEvent, AbiError, AbiConstructor, AbiReceive, AbiFallback {
  /// What the comment in front of the declaration says; empty where there is none.
  String doc();

  /// The declaration as Solidity writes it, with structs written out. viem and ethers read it too,
  /// except that ethers wants `receive() payable` and neither knows `anonymous`.
  default String human() {
    return AbiHuman.item(this);
  }
}
