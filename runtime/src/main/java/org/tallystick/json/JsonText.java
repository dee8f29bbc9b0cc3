package org.tallystick.json;

/// A string.
///
/// @param value may hold lone surrogates, which JSON can write only as escapes
public record JsonText(String value) implements Json {
  @Override
  public String toString() {
    return write();
  }
}
