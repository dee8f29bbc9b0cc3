package org.tallystick.sdk.values;

/// Something that stands for an ABI value when it is passed as an argument.
public interface AbiConvertible {
  /// The value itself, as [org.tallystick.abi.AbiCodec] takes it.
  Object abiValue();
}
