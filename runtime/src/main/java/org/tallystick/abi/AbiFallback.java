package org.tallystick.abi;

/// Says that the contract takes calls of functions it does not declare.
///
/// @param isPayable whether coins may be sent along
public record AbiFallback(boolean isPayable, String doc) implements AbiItem {
  @Override
  public String toString() {
    return human();
  }
}
