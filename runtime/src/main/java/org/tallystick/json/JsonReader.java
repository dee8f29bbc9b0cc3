package org.tallystick.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/// Builds values from the parser's tokens. It keeps the open objects and arrays on a stack of its
/// own, so a deep document costs memory, never the thread's stack.
final class JsonReader {
  /// The limits are checked here, with words that name the place; the library's own, which would
  /// speak of its methods, stand just wide enough never to be met first.
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxDocumentLength(Integer.MAX_VALUE)
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /// Where its words name what a programmer could set, which is nothing to one who wrote a
  /// document.
  private static final Pattern OPTION_OF_THE_LIBRARY =
      Pattern.compile(": enable `[^`]*` to allow| \\(not recognized as one since Feature [^)]*\\)");

  private final JsonParser parser;
  private final JsonLimits limits;
  private final Deque<Open> open = new ArrayDeque<>();
  private int values;
  private @Nullable Json root;

  private JsonReader(JsonParser parser, JsonLimits limits) {
    this.parser = parser;
    this.limits = limits;
  }

  static Json read(byte[] utf8, JsonLimits limits) {
    requireLength(utf8.length, "bytes", limits);
    return read(decode(utf8), limits);
  }

  static Json read(String text, JsonLimits limits) {
    requireLength(text.length(), "characters", limits);
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      return new JsonReader(parser, limits).readDocument();
    } catch (JacksonException fault) {
      String words = OPTION_OF_THE_LIBRARY.matcher(fault.getOriginalMessage()).replaceAll("");
      throw new JsonException("not JSON at " + place(fault.getLocation()) + ": " + words);
    }
  }

  private static void requireLength(int length, String unit, JsonLimits limits) {
    if (length > limits.documentLengthMax()) {
      throw new JsonException(
          "the document has %,d %s, at most %,d are read"
              .formatted(length, unit, limits.documentLengthMax()));
    }
  }

  /// RFC 8259 allows nothing but UTF-8 between systems, so other encodings are not guessed at.
  private static String decode(byte[] utf8) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.wrap(utf8);
    CharBuffer text = CharBuffer.allocate(utf8.length);
    try {
      CoderResult result = decoder.decode(bytes, text, true);
      if (result.isError()) {
        result.throwException();
      }
      return text.flip().toString();
    } catch (CharacterCodingException fault) {
      throw new JsonException("not UTF-8 at byte " + bytes.position());
    }
  }

  private Json readDocument() {
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      switch (token) {
        case START_OBJECT -> enter(new OpenObject());
        case START_ARRAY -> enter(new OpenArray());
        case END_OBJECT, END_ARRAY -> add(open.pop().close());
        case PROPERTY_NAME -> name(parser.currentName());
        case VALUE_STRING -> add(new JsonText(bounded(parser.getString())));
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> add(number(parser.getString()));
        case VALUE_TRUE -> add(JsonBool.TRUE);
        case VALUE_FALSE -> add(JsonBool.FALSE);
        case VALUE_NULL -> add(JsonNull.NULL);
        case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
            throw new IllegalStateException("text of JSON has no token " + token);
      }
    }
    if (root == null) {
      throw new JsonException("the document is empty: expected a JSON value");
    }
    return root;
  }

  private void enter(Open next) {
    if (open.size() == limits.depthMax()) {
      throw fault(
          "objects and arrays are more than %,d deep, at most that many are read"
              .formatted(limits.depthMax()));
    }
    open.push(next);
  }

  private void name(String name) {
    String member = bounded(name);
    if (open.element() instanceof OpenObject object) {
      object.pending = member;
      if (object.members.containsKey(member)) {
        throw fault("the member is there twice");
      }
    }
  }

  private void add(Json value) {
    values++;
    if (values > limits.valuesMax()) {
      throw fault("more than %,d values, at most that many are read".formatted(limits.valuesMax()));
    }
    Open container = open.peek();
    if (container != null) {
      container.add(value);
    } else if (root == null) {
      root = value;
    } else {
      throw fault("another value after the end of the document");
    }
  }

  private String bounded(String text) {
    if (text.length() > limits.textLengthMax()) {
      throw fault(
          "a string of %,d characters, at most %,d are read"
              .formatted(text.length(), limits.textLengthMax()));
    }
    return text;
  }

  private JsonNumber number(String literal) {
    if (literal.length() > limits.numberLengthMax()) {
      throw fault(
          "a number of %,d characters, at most %,d are read"
              .formatted(literal.length(), limits.numberLengthMax()));
    }
    try {
      return new JsonNumber(literal);
    } catch (IllegalArgumentException fault) {
      throw fault(String.valueOf(fault.getMessage()));
    }
  }

  private JsonException fault(String words) {
    StringBuilder path = new StringBuilder(JsonView.ROOT);
    for (Iterator<Open> outermost = open.descendingIterator(); outermost.hasNext(); ) {
      outermost.next().appendStep(path);
    }
    return new JsonException(
        JsonView.shortenPath(path) + " at " + place(parser.currentTokenLocation()) + ": " + words);
  }

  private static String place(@Nullable TokenStreamLocation location) {
    return location == null
        ? "an unknown place"
        : "line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  /// An object or array whose end has not come yet.
  private abstract static sealed class Open {
    abstract void add(Json value);

    abstract Json close();

    abstract void appendStep(StringBuilder path);
  }

  private static final class OpenObject extends Open {
    private final Map<String, Json> members = new LinkedHashMap<>();
    private @Nullable String pending;

    @Override
    void add(Json value) {
      if (pending == null) {
        throw new IllegalStateException("the parser gave a member without a name");
      }
      members.put(pending, value);
      pending = null;
    }

    @Override
    Json close() {
      return members.isEmpty() ? JsonObject.EMPTY : new JsonObject(members);
    }

    @Override
    void appendStep(StringBuilder path) {
      if (pending != null) {
        JsonView.appendMember(path, pending);
      }
    }
  }

  private static final class OpenArray extends Open {
    private final List<Json> elements = new ArrayList<>();

    @Override
    void add(Json value) {
      elements.add(value);
    }

    @Override
    Json close() {
      return elements.isEmpty() ? JsonArray.EMPTY : new JsonArray(elements);
    }

    @Override
    void appendStep(StringBuilder path) {
      JsonView.appendElement(path, elements.size());
    }
  }
}
