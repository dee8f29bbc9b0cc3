package org.tallystick.json;

import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Named values. Equal to another with equal members in any order.
///
/// @param members in the order they were written
public record JsonObject(Map<String, Json> members) implements Json {
  /// The object without members.
  public static final JsonObject EMPTY = new JsonObject(Map.of());

  public JsonObject {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  /// The member's value; a `null` in the document is a value too.
  public Optional<Json> get(String name) {
    return Optional.ofNullable(members.get(name));
  }

  @Override
  public String toString() {
    return write();
  }

  /// Collects members. Belongs to one thread.
  public static final class Builder {
    private final Map<String, Json> members = new LinkedHashMap<>();

    Builder() {}

    /// @throws IllegalArgumentException where the name is taken
    public Builder put(String name, Json value) {
      if (members.putIfAbsent(name, value) != null) {
        throw new IllegalArgumentException("the object already has a member \"" + name + "\"");
      }
      return this;
    }

    public Builder put(String name, String value) {
      return put(name, Json.of(value));
    }

    public Builder put(String name, boolean value) {
      return put(name, Json.of(value));
    }

    public Builder put(String name, long value) {
      return put(name, Json.of(value));
    }

    public Builder put(String name, BigInteger value) {
      return put(name, Json.of(value));
    }

    public Builder put(String name, JsonObject.Builder value) {
      return put(name, value.build());
    }

    public Builder put(String name, JsonArray.Builder value) {
      return put(name, value.build());
    }

    /// Adds the member only where there is a value.
    public Builder putIfPresent(String name, Optional<? extends Json> value) {
      value.ifPresent(present -> put(name, present));
      return this;
    }

    public JsonObject build() {
      return members.isEmpty() ? EMPTY : new JsonObject(members);
    }
  }
}
