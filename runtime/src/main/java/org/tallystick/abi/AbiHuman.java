package org.tallystick.abi;

import java.util.stream.Collectors;

/// Declarations as people write them. Structs are written out as `(…)`, which viem and ethers both
/// read without a declaration of the struct (ethers does not need the word `tuple`).
final class AbiHuman {
  private AbiHuman() {}

  static String item(AbiItem item) {
    return switch (item) {
      case AbiFunction function -> function(function);
      case AbiEvent event -> event(event);
      case AbiError error -> "error " + error.name() + parameters(error.inputs());
      case AbiConstructor constructor ->
          "constructor" + parameters(constructor.inputs()) + payable(constructor.isPayable());
      case AbiReceive _ -> "receive() external payable";
      case AbiFallback fallback -> "fallback() external" + payable(fallback.isPayable());
    };
  }

  private static String function(AbiFunction function) {
    String mutability =
        function.stateMutability() == StateMutability.NONPAYABLE
            ? ""
            : " " + function.stateMutability().label();
    String returns =
        function.outputs().isEmpty() ? "" : " returns " + parameters(function.outputs());
    return "function " + function.name() + parameters(function.inputs()) + mutability + returns;
  }

  private static String event(AbiEvent event) {
    String inputs =
        event.inputs().stream().map(AbiHuman::input).collect(Collectors.joining(", ", "(", ")"));
    return "event " + event.name() + inputs + (event.isAnonymous() ? " anonymous" : "");
  }

  private static String input(AbiEvent.Input input) {
    String name = input.parameter().name();
    return type(input.parameter().type())
        + (input.isIndexed() ? " indexed" : "")
        + (name.isEmpty() ? "" : " " + name);
  }

  private static String payable(boolean isPayable) {
    return isPayable ? " payable" : "";
  }

  static String parameters(AbiParameters parameters) {
    return parameters.all().stream()
        .map(AbiHuman::parameter)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String parameter(AbiParameter parameter) {
    return type(parameter.type()) + (parameter.name().isEmpty() ? "" : " " + parameter.name());
  }

  private static String type(AbiType type) {
    return switch (type) {
      case AbiType.ArrayType array -> type(array.element()) + array.suffix();
      case AbiType.TupleType tuple -> parameters(tuple.components());
      case AbiType.ValueType _, AbiType.BytesType _, AbiType.StringType _ -> type.canonicalName();
    };
  }
}
