package org.tallystick.abi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tallystick.json.Json;
import org.tallystick.json.JsonArray;
import org.tallystick.json.JsonObject;
import org.tallystick.json.JsonView;

/// The JSON ABI ([specification](https://docs.soliditylang.org/en/latest/abi-spec.html#json)), in
/// and out.
final class AbiJson {
  private static final String TUPLE = "tuple";

  /// How solc begins the `internalType` of a struct.
  private static final String STRUCT = "struct ";

  private static final Map<String, StateMutability> MUTABILITIES =
      Stream.of(StateMutability.values())
          .collect(Collectors.toUnmodifiableMap(StateMutability::label, label -> label));

  private AbiJson() {}

  static JsonArray write(Abi abi) {
    return Json.array(abi.items().stream().map(AbiJson::item).toList());
  }

  private static JsonObject item(AbiItem item) {
    return switch (item) {
      case AbiFunction function ->
          Json.object()
              .put("type", "function")
              .put("name", function.name())
              .put("inputs", parameters(function.inputs()))
              .put("outputs", parameters(function.outputs()))
              .put("stateMutability", function.stateMutability().label())
              .build();
      case AbiEvent event ->
          Json.object()
              .put("type", "event")
              .put("name", event.name())
              .put("inputs", Json.array(event.inputs().stream().map(AbiJson::input).toList()))
              .put("anonymous", event.isAnonymous())
              .build();
      case AbiError error ->
          Json.object()
              .put("type", "error")
              .put("name", error.name())
              .put("inputs", parameters(error.inputs()))
              .build();
      case AbiConstructor constructor ->
          Json.object()
              .put("type", "constructor")
              .put("inputs", parameters(constructor.inputs()))
              .put("stateMutability", payable(constructor.isPayable()))
              .build();
      case AbiReceive _ ->
          Json.object().put("type", "receive").put("stateMutability", payable(true)).build();
      case AbiFallback fallback ->
          Json.object()
              .put("type", "fallback")
              .put("stateMutability", payable(fallback.isPayable()))
              .build();
    };
  }

  private static String payable(boolean isPayable) {
    return (isPayable ? StateMutability.PAYABLE : StateMutability.NONPAYABLE).label();
  }

  private static JsonArray parameters(AbiParameters parameters) {
    return Json.array(
        parameters.all().stream().map(parameter -> parameter(parameter).build()).toList());
  }

  private static JsonObject input(AbiEvent.Input input) {
    return parameter(input.parameter()).put("indexed", input.isIndexed()).build();
  }

  private static JsonObject.Builder parameter(AbiParameter parameter) {
    JsonObject.Builder json = Json.object().put("name", parameter.name());
    String suffix = "";
    AbiType innermost = parameter.type();
    while (innermost instanceof AbiType.ArrayType array) {
      suffix = array.suffix() + suffix;
      innermost = array.element();
    }
    if (!(innermost instanceof AbiType.TupleType tuple)) {
      return json.put("type", innermost.canonicalName() + suffix);
    }
    json.put("type", TUPLE + suffix);
    if (tuple.name().isPresent()) {
      json.put("internalType", STRUCT + tuple.name().get() + suffix);
    }
    return json.put("components", parameters(tuple.components()));
  }

  static Abi read(Json json) {
    JsonView root = json.view();
    JsonView abi = json instanceof JsonObject ? root.member("abi") : root;
    AbiItems items = new AbiItems();
    for (JsonView element : abi.elements()) {
      sound(element, () -> items.add(item(element)));
    }
    return new Abi(items.all(), Map.of());
  }

  private static AbiItem item(JsonView json) {
    // The specification lets the type be left out where it is a function.
    String type = json.optional("type").map(JsonView::text).orElse("function");
    return switch (type) {
      case "function" ->
          new AbiFunction(
              json.member("name").text(),
              parameters(json, "inputs"),
              parameters(json, "outputs"),
              mutability(json),
              "");
      case "event" ->
          new AbiEvent(
              json.member("name").text(),
              inputs(json),
              json.optional("anonymous").map(JsonView::bool).orElse(false),
              "");
      case "error" -> new AbiError(json.member("name").text(), parameters(json, "inputs"), "");
      case "constructor" ->
          new AbiConstructor(parameters(json, "inputs"), mutability(json).isPayable(), "");
      case "receive" -> new AbiReceive("");
      case "fallback" -> new AbiFallback(mutability(json).isPayable(), "");
      default ->
          throw json.member("type")
              .fault(
                  "unknown \""
                      + AbiLexer.excerpt(type)
                      + "\": there are function, event, error, constructor, receive and fallback");
    };
  }

  /// Compilers before Solidity 0.4.16 wrote two booleans instead of the word.
  private static StateMutability mutability(JsonView json) {
    Optional<JsonView> word = json.optional("stateMutability");
    if (word.isEmpty()) {
      boolean isPayable = json.optional("payable").map(JsonView::bool).orElse(false);
      boolean isConstant = json.optional("constant").map(JsonView::bool).orElse(false);
      return isPayable
          ? StateMutability.PAYABLE
          : isConstant ? StateMutability.VIEW : StateMutability.NONPAYABLE;
    }
    StateMutability mutability = MUTABILITIES.get(word.get().text());
    if (mutability == null) {
      throw word.get().fault("there are pure, view, nonpayable and payable");
    }
    return mutability;
  }

  private static AbiParameters parameters(JsonView json, String member) {
    Optional<JsonView> list = json.optional(member);
    if (list.isEmpty()) {
      return AbiParameters.NONE;
    }
    List<AbiParameter> parameters = new ArrayList<>();
    for (JsonView element : list.get().elements()) {
      parameters.add(parameter(element));
    }
    return sound(list.get(), () -> AbiParameters.of(parameters));
  }

  private static List<AbiEvent.Input> inputs(JsonView json) {
    Optional<JsonView> list = json.optional("inputs");
    List<AbiEvent.Input> inputs = new ArrayList<>();
    if (list.isPresent()) {
      for (JsonView element : list.get().elements()) {
        boolean isIndexed = element.optional("indexed").map(JsonView::bool).orElse(false);
        inputs.add(new AbiEvent.Input(parameter(element), isIndexed));
      }
    }
    return inputs;
  }

  private static AbiParameter parameter(JsonView json) {
    String name = json.optional("name").map(JsonView::text).orElse("");
    AbiType type = type(json);
    return sound(json, () -> new AbiParameter(name, type));
  }

  /// `tuple[2][]` with its components, or the name of an elementary type with or without brackets.
  private static AbiType type(JsonView json) {
    JsonView member = json.member("type");
    String text = member.text();
    int bracket = text.indexOf('[');
    String base = bracket < 0 ? text : text.substring(0, bracket);
    AbiType type = base.equals(TUPLE) ? tuple(json) : elementary(member, base);
    int at = base.length();
    while (at < text.length()) {
      int end = text.indexOf(']', at);
      if (text.charAt(at) != '[' || end < 0) {
        throw member.fault("\"" + AbiLexer.excerpt(text) + "\" is no type: brackets do not pair");
      }
      AbiType element = type;
      String length = text.substring(at + 1, end);
      type = sound(member, () -> array(element, length));
      at = end + 1;
    }
    return type;
  }

  private static AbiType elementary(JsonView member, String name) {
    return AbiNames.elementary(name)
        .orElseThrow(() -> member.fault(AbiNames.unknownType(AbiLexer.excerpt(name), List.of())));
  }

  private static AbiType array(AbiType element, String length) {
    return length.isEmpty()
        ? AbiType.ArrayType.of(element)
        : AbiType.ArrayType.of(element, AbiNames.arrayLength(length));
  }

  private static AbiType tuple(JsonView json) {
    AbiParameters components = parameters(json, "components");
    Optional<String> name =
        json.optional("internalType").map(JsonView::text).flatMap(AbiJson::structName);
    return sound(
        json,
        () ->
            name.isPresent()
                ? AbiType.TupleType.of(name.get(), components)
                : AbiType.TupleType.of(components));
  }

  /// `struct Library.Name[]` names a struct `Library.Name`.
  private static Optional<String> structName(String internalType) {
    if (!internalType.startsWith(STRUCT)) {
      return Optional.empty();
    }
    int bracket = internalType.indexOf('[');
    return Optional.of(
        internalType.substring(STRUCT.length(), bracket < 0 ? internalType.length() : bracket));
  }

  /// Makes something whose constructor may refuse; the refusal then names the place.
  private static <T> T sound(JsonView place, Supplier<T> making) {
    try {
      return making.get();
    } catch (IllegalArgumentException refusal) {
      throw place.fault(String.valueOf(refusal.getMessage()));
    }
  }
}
