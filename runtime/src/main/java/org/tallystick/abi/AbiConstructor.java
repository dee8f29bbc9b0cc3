package org.tallystick.abi;

/// What a contract is given when it is deployed.
///
/// @param isPayable whether coins may be sent along
public record AbiConstructor(AbiParameters inputs, boolean isPayable, String doc)
    implements AbiItem {
  /// What a contract has that declares none.
  public static final AbiConstructor DEFAULT = new AbiConstructor(AbiParameters.NONE, false, "");

  @Override
  public String toString() {
    return human();
  }
}
