package org.tallystick.json;

/// Somebody's JSON is not what was asked for. The message says where and what; the room that reads
/// the document catches it at its door.
@SuppressWarnings("serial") // It never leaves the JVM.
public final class JsonException extends RuntimeException {
  public JsonException(String message) {
    super(message);
  }
}
