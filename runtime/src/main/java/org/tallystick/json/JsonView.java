package org.tallystick.json;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A value together with where it stands in its document, so that what does not fit can be named:
/// `$.params[0].gas: expected a string, got number 5`.
public final class JsonView {
  static final String ROOT = "$";

  /// A path in an error message has at most this many characters.
  private static final int PATH_LENGTH_MAX = 200;

  private static final int EXCERPT_LENGTH_MAX = 40;

  /// As many characters a list of names in an error message may have.
  private static final int LIST_LENGTH_MAX = 400;

  private final Json value;
  private final @Nullable JsonView parent;
  private final @Nullable String name;
  private final int index;

  private JsonView(Json value, @Nullable JsonView parent, @Nullable String name, int index) {
    this.value = value;
    this.parent = parent;
    this.name = name;
    this.index = index;
  }

  /// The value as the root of its document.
  public static JsonView of(Json root) {
    return new JsonView(root, null, null, 0);
  }

  public Json value() {
    return value;
  }

  /// Where the value stands: `$` is the document, then `.name` or `[index]`.
  public String path() {
    List<JsonView> steps = new ArrayList<>();
    for (JsonView view = this; view.parent != null; view = view.parent) {
      steps.add(view);
    }
    StringBuilder path = new StringBuilder(ROOT);
    for (JsonView step : steps.reversed()) {
      if (step.name != null) {
        appendMember(path, step.name);
      } else {
        appendElement(path, step.index);
      }
    }
    return shortenPath(path);
  }

  public boolean isNull() {
    return value instanceof JsonNull;
  }

  /// The member of this name.
  ///
  /// @throws JsonException where this is no object or has no such member
  public JsonView member(String memberName) {
    JsonObject object = object();
    Json member = object.members().get(memberName);
    if (member == null) {
      throw fault(
          "the member \""
              + memberName
              + "\" is missing; there is "
              + (object.members().isEmpty() ? "none" : list(object.members().keySet())));
    }
    return new JsonView(member, this, memberName, 0);
  }

  /// The member of this name; absent where it is missing or `null`.
  ///
  /// @throws JsonException where this is no object
  public Optional<JsonView> optional(String memberName) {
    return object()
        .get(memberName)
        .filter(member -> !(member instanceof JsonNull))
        .map(member -> new JsonView(member, this, memberName, 0));
  }

  /// All members by name.
  ///
  /// @throws JsonException where this is no object
  public Map<String, JsonView> members() {
    Map<String, JsonView> members = new LinkedHashMap<>();
    object()
        .members()
        .forEach((memberName, member) ->
            members.put(memberName, new JsonView(member, this, memberName, 0)));
    return Collections.unmodifiableMap(members);
  }

  /// Refuses members of other names: a misspelt setting should not be a silent default.
  ///
  /// @throws JsonException where this is no object or has another member
  public void requireOnly(Set<String> known) {
    for (String memberName : object().members().keySet()) {
      if (!known.contains(memberName)) {
        throw fault(
            "unknown member \""
                + shorten(memberName)
                + "\"; known are "
                + list(known.stream().sorted().toList()));
      }
    }
  }

  /// The elements in order.
  ///
  /// @throws JsonException where this is no array
  public List<JsonView> elements() {
    List<Json> elements = array().elements();
    List<JsonView> views = new ArrayList<>(elements.size());
    for (int at = 0; at < elements.size(); at++) {
      views.add(new JsonView(elements.get(at), this, null, at));
    }
    return Collections.unmodifiableList(views);
  }

  /// @throws JsonException where this is no object
  public JsonObject object() {
    if (value instanceof JsonObject object) {
      return object;
    }
    throw wrongKind("an object");
  }

  /// @throws JsonException where this is no array
  public JsonArray array() {
    if (value instanceof JsonArray array) {
      return array;
    }
    throw wrongKind("an array");
  }

  /// @throws JsonException where this is no string
  public String text() {
    if (value instanceof JsonText(String text)) {
      return text;
    }
    throw wrongKind("a string");
  }

  /// @throws JsonException where this is neither `true` nor `false`
  public boolean bool() {
    if (value instanceof JsonBool(boolean bool)) {
      return bool;
    }
    throw wrongKind("true or false");
  }

  /// A whole number of any size.
  ///
  /// @throws JsonException where this is no number, or has a fraction
  public BigInteger integer() {
    if (value instanceof JsonNumber number) {
      return number.integer().orElseThrow(() -> wrongKind("a whole number"));
    }
    throw wrongKind("a number");
  }

  /// A whole number in a range, both ends included.
  ///
  /// @throws JsonException where this is no such number
  public long integer(long min, long max) {
    BigInteger integer = integer();
    if (integer.compareTo(BigInteger.valueOf(min)) < 0
        || integer.compareTo(BigInteger.valueOf(max)) > 0) {
      throw wrongKind("a number from " + min + " to " + max);
    }
    return integer.longValueExact();
  }

  /// An exception that names this place, to be thrown by the caller.
  public JsonException fault(String words) {
    return new JsonException(path() + ": " + words);
  }

  @Override
  public String toString() {
    return path() + " = " + shorten(value.write());
  }

  private JsonException wrongKind(String expected) {
    String got =
        switch (value) {
          case JsonText _, JsonNumber _, JsonBool _ -> value.kind() + " " + shorten(value.write());
          case JsonObject _, JsonArray _, JsonNull _ -> value.kind();
        };
    return fault("expected " + expected + ", got " + got);
  }

  static void appendMember(StringBuilder path, String name) {
    boolean plain = !name.isEmpty();
    for (int at = 0; at < name.length() && plain; at++) {
      plain = Character.isLetterOrDigit(name.charAt(at)) || name.charAt(at) == '_';
    }
    if (plain) {
      path.append('.').append(shorten(name));
    } else {
      path.append('[').append(new JsonText(shorten(name)).write()).append(']');
    }
  }

  static void appendElement(StringBuilder path, int index) {
    path.append('[').append(index).append(']');
  }

  /// The end of the path says more than its beginning.
  static String shortenPath(StringBuilder path) {
    return path.length() <= PATH_LENGTH_MAX
        ? path.toString()
        : ROOT + "…" + path.substring(path.length() - PATH_LENGTH_MAX);
  }

  static String shorten(String text) {
    return shorten(text, EXCERPT_LENGTH_MAX);
  }

  private static String shorten(String text, int lengthMax) {
    return text.length() <= lengthMax ? text : text.substring(0, lengthMax) + "…";
  }

  private static String list(Iterable<String> names) {
    return shorten(String.join(", ", names), LIST_LENGTH_MAX);
  }
}
