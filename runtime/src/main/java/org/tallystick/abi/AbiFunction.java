package org.tallystick.abi;

import java.util.List;
import java.util.Objects;
import org.tallystick.bytes.Bytes;

/// A function that can be called from outside. Knows its selector and codecs beforehand, since
/// every call asks.
public final class AbiFunction implements AbiItem {
  private final String name;
  private final AbiParameters inputs;
  private final AbiParameters outputs;
  private final StateMutability stateMutability;
  private final String doc;
  private final AbiSignature signature;

  /// @throws IllegalArgumentException where the name is no identifier
  public AbiFunction(
      String name,
      AbiParameters inputs,
      AbiParameters outputs,
      StateMutability stateMutability,
      String doc) {
    AbiNames.requireIdentifier(name);
    this.name = name;
    this.inputs = inputs;
    this.outputs = outputs;
    this.stateMutability = stateMutability;
    this.doc = doc;
    this.signature = AbiSignature.of(name, inputs);
  }

  public String name() {
    return name;
  }

  public AbiParameters inputs() {
    return inputs;
  }

  public AbiParameters outputs() {
    return outputs;
  }

  public StateMutability stateMutability() {
    return stateMutability;
  }

  @Override
  public String doc() {
    return doc;
  }

  /// Name and input types: `transfer(address,uint256)`.
  public String signature() {
    return signature.text();
  }

  /// The four bytes a call of this function begins with.
  public Bytes selector() {
    return signature.selector();
  }

  /// What to send for a call: the selector and the arguments.
  ///
  /// @throws AbiValueException where the arguments do not fit the inputs
  public Bytes encodeCall(List<?> arguments) {
    return AbiEncoder.encode(signature.selector(), inputs, arguments);
  }

  /// The arguments of a call.
  ///
  /// @param callData selector and arguments
  /// @throws AbiDataException where this is no call of this function
  public List<Object> decodeCall(Bytes callData) {
    requireSelector(callData);
    return AbiDecoder.decode(inputs, callData, AbiSignature.SELECTOR_LENGTH);
  }

  /// What the function returns, as bytes.
  ///
  /// @throws AbiValueException where the values do not fit the outputs
  public Bytes encodeResult(List<?> values) {
    return AbiEncoder.encode(Bytes.EMPTY, outputs, values);
  }

  /// What a call of the function returned.
  ///
  /// @throws AbiDataException where the bytes are no such values
  public List<Object> decodeResult(Bytes returned) {
    return AbiDecoder.decode(outputs, returned, 0);
  }

  private void requireSelector(Bytes callData) {
    if (!signature.begins(callData)) {
      throw new AbiDataException(
          "not a call of " + signature() + ": the data does not begin with " + selector().toHex());
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AbiFunction function
        && name.equals(function.name)
        && inputs.equals(function.inputs)
        && outputs.equals(function.outputs)
        && stateMutability == function.stateMutability
        && doc.equals(function.doc);
  }

  @Override
  public int hashCode() {
    return Objects.hash(signature, outputs, stateMutability);
  }

  @Override
  public String toString() {
    return human();
  }
}
