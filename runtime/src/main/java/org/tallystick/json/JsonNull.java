package org.tallystick.json;

/// `null`: a value that says there is none.
public record JsonNull() implements Json {
  public static final JsonNull NULL = new JsonNull();

  @Override
  public String toString() {
    return write();
  }
}
