package org.tallystick.node.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.tallystick.json.Json;
import org.tallystick.json.JsonArray;
import org.tallystick.json.JsonBool;
import org.tallystick.json.JsonNull;
import org.tallystick.json.JsonNumber;
import org.tallystick.json.JsonObject;
import org.tallystick.json.JsonText;

/// Checks values against the part of JSON Schema that the OpenRPC document of Ethereum's methods
/// uses. A word it does not know is a failure, so that no rule is passed over in silence.
final class JsonSchema {
  private static final String REFERENCE = "#/components/schemas/";

  /// Words that say nothing about the value.
  private static final Set<String> REMARKS = Set.of("title", "description", "default", "examples");

  private final Map<String, Json> definitions;

  JsonSchema(JsonObject document) {
    JsonObject components = (JsonObject) document.get("components").orElseThrow();
    this.definitions = ((JsonObject) components.get("schemas").orElseThrow()).members();
  }

  /// What about the value breaks the schema, each with its place; nothing where it fits.
  List<String> faults(Json schema, Json value) {
    return faults("$", (JsonObject) schema, value);
  }

  private List<String> faults(String place, JsonObject schema, Json value) {
    List<String> faults = new ArrayList<>();
    schema
        .members()
        .forEach((word, rule) -> faults.addAll(check(place, schema, word, rule, value)));
    return faults;
  }

  private List<String> check(String place, JsonObject schema, String word, Json rule, Json value) {
    return switch (word) {
      case "$ref" -> faults(place, definition(((JsonText) rule).value()), value);
      case "type" ->
          isOfType(((JsonText) rule).value(), value)
              ? List.of()
              : fault(place, "is " + value.kind() + ", should be " + rule);
      case "pattern" ->
          value instanceof JsonText(String text)
                  && !Pattern.compile(((JsonText) rule).value()).matcher(text).find()
              ? fault(place, value + " does not match " + rule)
              : List.of();
      case "enum" ->
          ((JsonArray) rule).elements().contains(value)
              ? List.of()
              : fault(place, value + " is none of " + rule);
      case "const" -> rule.equals(value) ? List.of() : fault(place, value + " is not " + rule);
      case "required" -> required(place, (JsonArray) rule, value);
      case "properties" -> properties(place, (JsonObject) rule, value);
      case "patternProperties" -> patternProperties(place, (JsonObject) rule, value);
      case "additionalProperties" -> additional(place, schema, rule, value);
      case "items" -> items(place, (JsonObject) rule, value);
      case "anyOf" -> alternatives(place, (JsonArray) rule, value, false);
      case "oneOf" -> alternatives(place, (JsonArray) rule, value, true);
      case "allOf" ->
          ((JsonArray) rule)
              .elements().stream()
                  .flatMap(part -> faults(place, (JsonObject) part, value).stream())
                  .toList();
      case "not" ->
          faults(place, (JsonObject) rule, value).isEmpty()
              ? fault(place, "fits what it should not: " + rule)
              : List.of();
      case "minimum", "maximum" -> range(place, word, (JsonNumber) rule, value);
      default -> {
        if (!REMARKS.contains(word)) {
          throw new IllegalStateException("the schema's word " + word + " is not known");
        }
        yield List.of();
      }
    };
  }

  private JsonObject definition(String reference) {
    if (!reference.startsWith(REFERENCE)) {
      throw new IllegalStateException("unknown reference " + reference);
    }
    Json definition = definitions.get(reference.substring(REFERENCE.length()));
    if (!(definition instanceof JsonObject object)) {
      throw new IllegalStateException("nothing is there for " + reference);
    }
    return object;
  }

  private static boolean isOfType(String type, Json value) {
    return switch (type) {
      case "string" -> value instanceof JsonText;
      case "object" -> value instanceof JsonObject;
      case "array" -> value instanceof JsonArray;
      case "boolean" -> value instanceof JsonBool;
      case "null" -> value instanceof JsonNull;
      case "number" -> value instanceof JsonNumber;
      case "integer" -> value instanceof JsonNumber number && number.integer().isPresent();
      default -> throw new IllegalStateException("unknown type " + type);
    };
  }

  private static List<String> required(String place, JsonArray names, Json value) {
    if (!(value instanceof JsonObject object)) {
      return List.of();
    }
    return names.elements().stream()
        .map(name -> ((JsonText) name).value())
        .filter(name -> object.get(name).isEmpty())
        .map(name -> place + ": " + name + " is missing")
        .toList();
  }

  private List<String> properties(String place, JsonObject schemas, Json value) {
    List<String> faults = new ArrayList<>();
    if (value instanceof JsonObject object) {
      schemas
          .members()
          .forEach((name, schema) ->
              object
                  .get(name)
                  .ifPresent(member ->
                      faults.addAll(faults(place + "." + name, (JsonObject) schema, member))));
    }
    return faults;
  }

  private List<String> patternProperties(String place, JsonObject schemas, Json value) {
    List<String> faults = new ArrayList<>();
    if (value instanceof JsonObject object) {
      schemas
          .members()
          .forEach((pattern, schema) ->
              object
                  .members()
                  .forEach((name, member) -> {
                    if (Pattern.compile(pattern).matcher(name).find()) {
                      faults.addAll(faults(place + "." + name, (JsonObject) schema, member));
                    }
                  }));
    }
    return faults;
  }

  private List<String> additional(String place, JsonObject schema, Json rule, Json value) {
    if (!(value instanceof JsonObject object)) {
      return List.of();
    }
    List<String> faults = new ArrayList<>();
    object
        .members()
        .forEach((name, member) -> {
          if (!isNamed(schema, name)) {
            if (rule instanceof JsonObject other) {
              faults.addAll(faults(place + "." + name, other, member));
            } else if (rule.equals(Json.of(false))) {
              faults.add(place + ": " + name + " is not in the schema");
            }
          }
        });
    return faults;
  }

  private static boolean isNamed(JsonObject schema, String name) {
    boolean isProperty =
        schema
            .get("properties")
            .filter(one -> ((JsonObject) one).get(name).isPresent())
            .isPresent();
    return isProperty
        || schema
            .get("patternProperties")
            .filter(one ->
                ((JsonObject) one)
                    .members().keySet().stream()
                        .anyMatch(pattern -> Pattern.compile(pattern).matcher(name).find()))
            .isPresent();
  }

  private List<String> items(String place, JsonObject schema, Json value) {
    if (!(value instanceof JsonArray(List<Json> elements))) {
      return List.of();
    }
    List<String> faults = new ArrayList<>();
    for (int at = 0; at < elements.size(); at++) {
      faults.addAll(faults(place + "[" + at + "]", schema, elements.get(at)));
    }
    return faults;
  }

  private List<String> alternatives(String place, JsonArray schemas, Json value, boolean isOne) {
    List<List<String>> faults =
        schemas.elements().stream()
            .map(schema -> faults(place, (JsonObject) schema, value))
            .toList();
    long fitting = faults.stream().filter(List::isEmpty).count();
    return fitting == 1 || (fitting > 1 && !isOne)
        ? List.of()
        : fault(place, fitting + " of the alternatives fit " + value + ": " + faults);
  }

  private static List<String> range(String place, String word, JsonNumber bound, Json value) {
    if (!(value instanceof JsonNumber number)) {
      return List.of();
    }
    int order = number.decimal().compareTo(bound.decimal());
    boolean isInside = word.equals("minimum") ? order >= 0 : order <= 0;
    return isInside ? List.of() : fault(place, value + " is outside " + word + " " + bound);
  }

  private static List<String> fault(String place, String words) {
    return List.of(place + ": " + words);
  }
}
