package org.tallystick.machine;

import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.Errors;
import com.oracle.truffle.js.runtime.Strings;
import java.util.ArrayList;
import java.util.List;

/// A look at a JSON text before the engine parses it: how deep it nests, and which names it will
/// make. What is not JSON is for the engine to refuse.
final class JsonOutline {
  /// Values inside one another.
  private static final int DEPTH_MAX = 500;

  private static final int UNICODE_DIGITS = 4;

  private final String json;
  private int at;

  private JsonOutline(String json) {
    this.json = json;
  }

  /// @throws com.oracle.truffle.js.runtime.JSException a RangeError where it nests too deeply
  static void requireShallow(String json) {
    JsonOutline text = new JsonOutline(json);
    int depth = 0;
    for (; text.at < json.length(); text.at++) {
      switch (json.charAt(text.at)) {
        case '"' -> text.skipText();
        case '[', '{' -> {
          depth++;
          if (depth > DEPTH_MAX) {
            throw Errors.createRangeError("JSON is nested more than " + DEPTH_MAX + " deep");
          }
        }
        case ']', '}' -> depth--;
        default -> {}
      }
    }
  }

  /// The different names of properties, in the order of the text.
  static List<TruffleString> names(String json) {
    JsonOutline text = new JsonOutline(json);
    List<TruffleString> names = new ArrayList<>();
    for (; text.at < json.length(); text.at++) {
      if (json.charAt(text.at) == '"') {
        int start = text.at + 1;
        boolean isPlain = text.skipText();
        if (text.isBeforeColon()) {
          String written = json.substring(start, text.at);
          names.add(Strings.fromJavaString(isPlain ? written : unescaped(written)));
        }
      }
    }
    return names;
  }

  /// Goes on to the quote that ends a text.
  ///
  /// @return whether the text stands there as it is, without escapes
  private boolean skipText() {
    boolean isPlain = true;
    for (at++; at < json.length() && json.charAt(at) != '"'; at++) {
      if (json.charAt(at) == '\\') {
        isPlain = false;
        at++;
      }
    }
    at = Math.min(at, json.length());
    return isPlain;
  }

  private boolean isBeforeColon() {
    int next = at + 1;
    while (next < json.length() && " \t\r\n".indexOf(json.charAt(next)) >= 0) {
      next++;
    }
    return next < json.length() && json.charAt(next) == ':';
  }

  private static String unescaped(String written) {
    StringBuilder name = new StringBuilder();
    int at = 0;
    while (at < written.length()) {
      char character = written.charAt(at++);
      if (character != '\\' || at == written.length()) {
        name.append(character);
        continue;
      }
      char escape = written.charAt(at++);
      if (escape == 'u' && at + UNICODE_DIGITS <= written.length()) {
        name.append((char) hex(written.substring(at, at + UNICODE_DIGITS)));
        at += UNICODE_DIGITS;
      } else {
        int kind = "bfnrt".indexOf(escape);
        name.append(kind < 0 ? escape : "\b\f\n\r\t".charAt(kind));
      }
    }
    return name.toString();
  }

  /// What is not hexadecimal ends the parsing, so it may be anything.
  private static int hex(String digits) {
    int value = 0;
    for (int at = 0; at < digits.length(); at++) {
      value = 16 * value + Math.max(0, Character.digit(digits.charAt(at), 16));
    }
    return value;
  }
}
