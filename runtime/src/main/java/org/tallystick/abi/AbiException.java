package org.tallystick.abi;

/// Somebody's declaration, value or data is not what the ABI allows. Without a stack trace: hostile
/// data makes these by the thousand, and the message says where in the data the fault is.
@SuppressWarnings("serial") // It never leaves the JVM.
public abstract sealed class AbiException extends RuntimeException
    permits AbiTextException, AbiValueException, AbiDataException {
  AbiException(String message) {
    super(message, null, false, false);
  }

  /// The message; never absent.
  public String words() {
    return String.valueOf(getMessage());
  }

  /// A path with one step more in front: `labels` and `[2]` make `labels[2]`, `poll` and `title`
  /// make `poll.title`.
  static String join(String step, String path) {
    return path.isEmpty() || path.startsWith("[") ? step + path : step + "." + path;
  }

  static String message(String path, String words) {
    return path.isEmpty() ? words : path + ": " + words;
  }
}
