package org.tallystick.abi;

/// A type with the name its value goes by.
///
/// @param name an identifier; empty where the declaration gives none
public record AbiParameter(String name, AbiType type) {
  /// @throws IllegalArgumentException where the name is neither empty nor an identifier
  public AbiParameter {
    if (!name.isEmpty()) {
      AbiNames.requireIdentifier(name);
    }
  }
}
