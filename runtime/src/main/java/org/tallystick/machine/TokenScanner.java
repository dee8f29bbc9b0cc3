package org.tallystick.machine;

import java.util.List;

/// Cuts source text into tokens without understanding them, before the engine's parser may see it.
///
/// It knows exactly what hides brackets: comments, strings, templates and regular expressions.
/// Whether a `/` begins a regular expression, and where a template goes on, only its caller can
/// tell, who keeps the brackets. Numbers may come in several pieces; nothing depends on it.
final class TokenScanner {
  /// Longest first, so that the first match is the token. `!` and `~` stand alone: a row of them is
  /// as many operators.
  private static final List<String> LONG_PUNCTUATORS =
      List.of(
          ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "??=", "=>", "==",
          "!=", "<=", ">=", "&&", "||", "??", "?.", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=",
          "|=", "^=", "<<", ">>", "**");

  /// The same by their first character.
  private static final String[][] LONG_BY_FIRST = longByFirst();

  private static final String[] NONE = {};

  /// Every sign of ASCII as a text.
  private static final String[] SIGNS = signs();

  /// What of ASCII is part of a name.
  private static final boolean[] NAME_PARTS = nameParts();

  /// What a token is.
  enum Kind {
    /// A name or a keyword, `#private` names included.
    NAME,
    /// A number or a string.
    LITERAL,
    REGULAR_EXPRESSION,
    /// A template or its last piece, which ends with a backquote.
    TEMPLATE_END,
    /// A piece of a template up to `${`.
    TEMPLATE_PIECE,
    PUNCTUATOR,
    END,
    /// Something that begins here and does not end.
    UNFINISHED
  }

  // Text is read character by character, which an array is made for, in cold code above all.
  private final char[] text;
  private Kind kind = Kind.END;
  private String punctuator = "";
  private int start;
  private int end;
  private boolean afterNewline;
  private int patternLength;

  TokenScanner(CharSequence text) {
    this(text.toString().toCharArray());
    if (startsWith("#!", 0)) {
      end = endOfLine(0, this.text.length);
    }
  }

  private TokenScanner(char[] text) {
    this.text = text;
  }

  private static String[][] longByFirst() {
    String[][] longByFirst = new String[128][];
    for (int first = 0; first < longByFirst.length; first++) {
      char begin = (char) first;
      longByFirst[first] =
          LONG_PUNCTUATORS.stream()
              .filter(candidate -> candidate.charAt(0) == begin)
              .toArray(String[]::new);
    }
    return longByFirst;
  }

  private static String[] signs() {
    String[] signs = new String[128];
    for (int sign = 0; sign < signs.length; sign++) {
      signs[sign] = String.valueOf((char) sign);
    }
    return signs;
  }

  private static boolean[] nameParts() {
    boolean[] nameParts = new boolean[128];
    for (char c = 0; c < nameParts.length; c++) {
      nameParts[c] =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || isDigit(c)
              || c == '_'
              || c == '$'
              || c == '#'
              || c == '\\';
    }
    return nameParts;
  }

  Kind kind() {
    return kind;
  }

  int start() {
    return start;
  }

  int length() {
    return end - start;
  }

  /// Whether the token is exactly this text.
  boolean is(String expected) {
    return length() == expected.length() && startsWith(expected, start);
  }

  /// How often a character is in the token.
  int count(char character) {
    int count = 0;
    for (int at = start; at < end; at++) {
      if (text[at] == character) {
        count++;
      }
    }
    return count;
  }

  /// The first character of the token.
  char first() {
    return text[start];
  }

  /// The text of a punctuator; of all else empty.
  String punctuator() {
    return punctuator;
  }

  /// The length of a regular expression without its slashes and flags.
  int patternLength() {
    return patternLength;
  }

  /// Whether the `/` just read as an operator would hide something from us if the parser read it as
  /// the start of a regular expression: quotes or slashes in there, or what would be a comment
  /// after.
  boolean slashCouldHide() {
    TokenScanner other = new TokenScanner(text);
    other.end = start;
    other.start = start;
    other.pattern();
    if (other.kind == Kind.UNFINISHED) {
      return false;
    }
    for (int i = start + 1; i < start + 1 + other.patternLength; i++) {
      if ("'\"`/".indexOf(text[i]) >= 0) {
        return true;
      }
    }
    char after = at(start + 2 + other.patternLength);
    return after == '/' || after == '*';
  }

  /// Whether a line ended between the token before and this one.
  boolean afterNewline() {
    return afterNewline;
  }

  /// Reads the next token.
  ///
  /// @param slashBeginsPattern how to read a `/` that begins no comment
  void next(boolean slashBeginsPattern) {
    if (!skipSpaceAndComments()) {
      kind = Kind.UNFINISHED;
      return;
    }
    punctuator = "";
    start = end;
    if (end >= text.length) {
      kind = Kind.END;
      return;
    }
    char first = text[end];
    if (first == '"' || first == '\'') {
      string(first);
    } else if (first == '`') {
      end++;
      templatePiece();
    } else if (first == '/' && slashBeginsPattern) {
      pattern();
    } else if (isDigit(first) || (first == '.' && isDigit(at(end + 1)))) {
      kind = Kind.LITERAL;
      end = endOfName(end + 1, true);
    } else if (isNamePart(first)) {
      kind = Kind.NAME;
      end = endOfName(end, false);
    } else {
      readPunctuator();
    }
  }

  /// Reads on in a template, after the `}` of a substitution.
  void resumeTemplate() {
    punctuator = "";
    start = end;
    templatePiece();
  }

  private boolean skipSpaceAndComments() {
    afterNewline = false;
    while (end < text.length) {
      char c = text[end];
      if (isLineEnd(c)) {
        afterNewline = true;
        end++;
      } else if (isSpace(c)) {
        end++;
      } else if (c == '/' && at(end + 1) == '/') {
        end = endOfLine(end, text.length);
      } else if (c == '/' && at(end + 1) == '*') {
        int close = indexOf("*/", end + 2);
        start = end;
        if (close < 0) {
          return false;
        }
        afterNewline |= endOfLine(end, close) < close;
        end = close + 2;
      } else {
        return true;
      }
    }
    return true;
  }

  private void string(char quote) {
    kind = Kind.LITERAL;
    for (end++; end < text.length; end++) {
      char c = text[end];
      if (c == quote) {
        end++;
        return;
      }
      if (c == '\n' || c == '\r') {
        break;
      }
      if (c == '\\') {
        end += startsWith("\r\n", end + 1) ? 2 : 1;
      }
    }
    kind = Kind.UNFINISHED;
  }

  private void templatePiece() {
    for (; end < text.length; end++) {
      char c = text[end];
      if (c == '`') {
        end++;
        kind = Kind.TEMPLATE_END;
        return;
      }
      if (c == '$' && at(end + 1) == '{') {
        end += 2;
        kind = Kind.TEMPLATE_PIECE;
        return;
      }
      if (c == '\\') {
        end++;
      }
    }
    kind = Kind.UNFINISHED;
  }

  private void pattern() {
    boolean inClass = false;
    for (end++; end < text.length; end++) {
      char c = text[end];
      if (isLineEnd(c)) {
        break;
      }
      if (c == '/' && !inClass) {
        kind = Kind.REGULAR_EXPRESSION;
        patternLength = end - start - 1;
        end = endOfName(end + 1, false);
        return;
      }
      if (c == '[') {
        inClass = true;
      } else if (c == ']') {
        inClass = false;
      } else if (c == '\\') {
        end++;
        if (end < text.length && isLineEnd(text[end])) {
          break;
        }
      }
    }
    kind = Kind.UNFINISHED;
  }

  private void readPunctuator() {
    kind = Kind.PUNCTUATOR;
    char first = text[end];
    for (String candidate : first < LONG_BY_FIRST.length ? LONG_BY_FIRST[first] : NONE) {
      if (startsWith(candidate, end)) {
        // `a?.5:b` is a condition, not a chain.
        if (candidate.equals("?.") && isDigit(at(end + 2))) {
          continue;
        }
        punctuator = candidate;
        end += candidate.length();
        return;
      }
    }
    punctuator = first < SIGNS.length ? SIGNS[first] : String.valueOf(first);
    end++;
  }

  private int endOfName(int from, boolean withDots) {
    int at = from;
    while (at < text.length && (isNamePart(text[at]) || (withDots && text[at] == '.'))) {
      // The braces of an escape by code point are part of the name.
      at = text[at] == '\\' && startsWith("\\u{", at) ? endOfEscape(at) : at + 1;
    }
    return at;
  }

  private int endOfEscape(int from) {
    int close = indexOf("}", from);
    return close < 0 ? text.length : close + 1;
  }

  private int endOfLine(int from, int limit) {
    int at = from;
    while (at < limit && !isLineEnd(text[at])) {
      at++;
    }
    return at;
  }

  private int indexOf(String wanted, int from) {
    for (int at = from; at < text.length; at++) {
      if (startsWith(wanted, at)) {
        return at;
      }
    }
    return -1;
  }

  private boolean startsWith(String prefix, int from) {
    if (from + prefix.length() > text.length) {
      return false;
    }
    for (int i = 0; i < prefix.length(); i++) {
      if (text[from + i] != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private char at(int index) {
    return index < text.length ? text[index] : '\0';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029';
  }

  private static boolean isSpace(char c) {
    return c < 0x80
        ? c == ' ' || (c >= '\t' && c <= '\f')
        : c == '\u00a0' || c == '\ufeff' || Character.getType(c) == Character.SPACE_SEPARATOR;
  }

  /// What begins a name or goes on with one, escapes included.
  private static boolean isNamePart(char c) {
    return c < NAME_PARTS.length ? NAME_PARTS[c] : !isSpace(c) && !isLineEnd(c);
  }
}
