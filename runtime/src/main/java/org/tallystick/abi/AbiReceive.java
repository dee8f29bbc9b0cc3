package org.tallystick.abi;

/// Says that the contract takes coins that are sent without data.
public record AbiReceive(String doc) implements AbiItem {
  @Override
  public String toString() {
    return human();
  }
}
