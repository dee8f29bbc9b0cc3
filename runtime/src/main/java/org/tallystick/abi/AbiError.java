package org.tallystick.abi;

import java.util.List;
import java.util.Objects;
import org.tallystick.bytes.Bytes;

/// A custom error: what a contract that reverts gives as the reason.
public final class AbiError implements AbiItem {
  private final String name;
  private final AbiParameters inputs;
  private final String doc;
  private final AbiSignature signature;

  /// @throws IllegalArgumentException where the name is no identifier
  public AbiError(String name, AbiParameters inputs, String doc) {
    AbiNames.requireIdentifier(name);
    this.name = name;
    this.inputs = inputs;
    this.doc = doc;
    this.signature = AbiSignature.of(name, inputs);
  }

  public String name() {
    return name;
  }

  public AbiParameters inputs() {
    return inputs;
  }

  @Override
  public String doc() {
    return doc;
  }

  /// Name and types: `NoSuchOption(uint256)`.
  public String signature() {
    return signature.text();
  }

  /// The four bytes revert data of this error begins with.
  public Bytes selector() {
    return signature.selector();
  }

  /// Revert data: the selector and the arguments.
  ///
  /// @throws AbiValueException where the arguments do not fit the inputs
  public Bytes encode(List<?> arguments) {
    return AbiEncoder.encode(signature.selector(), inputs, arguments);
  }

  /// The arguments in revert data.
  ///
  /// @throws AbiDataException where the data is not of this error
  public List<Object> decode(Bytes revertData) {
    if (!signature.begins(revertData)) {
      throw new AbiDataException(
          "not the error " + signature() + ": the data does not begin with " + selector().toHex());
    }
    return AbiDecoder.decode(inputs, revertData, AbiSignature.SELECTOR_LENGTH);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AbiError error
        && name.equals(error.name)
        && inputs.equals(error.inputs)
        && doc.equals(error.doc);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, inputs);
  }

  @Override
  public String toString() {
    return human();
  }
}
