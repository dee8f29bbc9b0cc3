package org.tallystick.contract;

import org.tallystick.bytes.Bytes;
import org.tallystick.gas.Limits;

/// What a transaction without a receiver carries as data: the code of the contract to be, and right
/// after it the ABI-encoded arguments of its constructor.
///
/// @param arguments as they came: whether they fit the constructor is seen when it runs
public record CreationData(Code code, Bytes arguments) {

  /// Reads creation data by every rule that can be checked without running or parsing JavaScript.
  ///
  /// @throws InvalidCodeException naming the rule that is broken
  public static CreationData parse(Bytes data) {
    if (data.length() > Limits.CREATION_DATA_BYTES_MAX) {
      throw new InvalidCodeException(
          "creation data has at most "
              + Limits.CREATION_DATA_BYTES_MAX
              + " bytes, got "
              + data.length());
    }
    Code code = CodeEncoding.readFirst(data);
    return new CreationData(code, data.slice(code.bytes().length()));
  }

  public Bytes toBytes() {
    return Bytes.concat(code.bytes(), arguments);
  }

  public int length() {
    return code.bytes().length() + arguments.length();
  }
}
