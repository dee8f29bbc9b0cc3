package org.tallystick.json;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// Values in order.
public record JsonArray(List<Json> elements) implements Json {
  /// The array without elements.
  public static final JsonArray EMPTY = new JsonArray(List.of());

  public JsonArray {
    elements = List.copyOf(elements);
  }

  @Override
  public String toString() {
    return write();
  }

  /// Collects elements. Belongs to one thread.
  public static final class Builder {
    private final List<Json> elements = new ArrayList<>();

    Builder() {}

    public Builder add(Json value) {
      elements.add(value);
      return this;
    }

    public Builder add(String value) {
      return add(Json.of(value));
    }

    public Builder add(boolean value) {
      return add(Json.of(value));
    }

    public Builder add(long value) {
      return add(Json.of(value));
    }

    public Builder add(BigInteger value) {
      return add(Json.of(value));
    }

    public Builder add(JsonObject.Builder value) {
      return add(value.build());
    }

    public Builder add(JsonArray.Builder value) {
      return add(value.build());
    }

    public JsonArray build() {
      return elements.isEmpty() ? EMPTY : new JsonArray(elements);
    }
  }
}
