package org.tallystick.json;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;

/// Writes values as text. Open objects and arrays are kept on a stack of its own, so values nested
/// however deep can be written.
final class JsonWriter {
  private static final String DIGITS = "0123456789abcdef";

  private final StringBuilder out = new StringBuilder();
  private final Deque<Rest> open = new ArrayDeque<>();
  private final boolean indents;

  private JsonWriter(boolean indents) {
    this.indents = indents;
  }

  static String compact(Json value) {
    return new JsonWriter(false).writeAll(value);
  }

  static String indented(Json value) {
    return new JsonWriter(true).writeAll(value);
  }

  private String writeAll(Json root) {
    write(root);
    boolean first = true;
    while (!open.isEmpty()) {
      Rest rest = open.element();
      if (rest.isEmpty()) {
        open.pop();
        line();
        out.append(rest.end());
        first = false;
        continue;
      }
      if (!first) {
        out.append(',');
      }
      line();
      int depth = open.size();
      writeNextOf(rest);
      first = open.size() > depth;
    }
    return out.toString();
  }

  private void writeNextOf(Rest rest) {
    switch (rest) {
      case Elements elements -> write(elements.rest.next());
      case Members members -> {
        Map.Entry<String, Json> member = members.rest.next();
        writeText(member.getKey());
        out.append(indents ? ": " : ":");
        write(member.getValue());
      }
    }
  }

  private void write(Json value) {
    switch (value) {
      case JsonObject object -> enter('{', new Members(object.members().entrySet().iterator()));
      case JsonArray array -> enter('[', new Elements(array.elements().iterator()));
      case JsonText text -> writeText(text.value());
      case JsonNumber number -> out.append(number.literal());
      case JsonBool bool -> out.append(bool.value());
      case JsonNull _ -> out.append("null");
    }
  }

  /// Writes the start; [#writeAll] writes what follows, where anything does.
  private void enter(char start, Rest content) {
    out.append(start);
    if (content.isEmpty()) {
      out.append(content.end());
    } else {
      open.push(content);
    }
  }

  private void line() {
    if (indents) {
      out.append('\n').repeat("  ", open.size());
    }
  }

  private void writeText(String text) {
    out.append('"');
    int written = 0;
    for (int at = 0; at < text.length(); at++) {
      char letter = text.charAt(at);
      if (letter >= ' ' && letter != '"' && letter != '\\' && !isLoneSurrogate(text, at)) {
        continue;
      }
      out.append(text, written, at);
      written = at + 1;
      escape(letter);
    }
    out.append(text, written, text.length()).append('"');
  }

  private void escape(char letter) {
    switch (letter) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(DIGITS.charAt((letter >> shift) & 0xf));
        }
      }
    }
  }

  /// Half a character cannot be written in UTF-8; an escape keeps it.
  private static boolean isLoneSurrogate(String text, int at) {
    char letter = text.charAt(at);
    if (!Character.isSurrogate(letter)) {
      return false;
    }
    return Character.isHighSurrogate(letter)
        ? at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
        : at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
  }

  /// What is still to be written of an open object or array.
  private sealed interface Rest {
    boolean isEmpty();

    char end();
  }

  private record Elements(Iterator<Json> rest) implements Rest {
    @Override
    public boolean isEmpty() {
      return !rest.hasNext();
    }

    @Override
    public char end() {
      return ']';
    }
  }

  private record Members(Iterator<Map.Entry<String, Json>> rest) implements Rest {
    @Override
    public boolean isEmpty() {
      return !rest.hasNext();
    }

    @Override
    public char end() {
      return '}';
    }
  }
}
