package org.tallystick.abi;

import java.util.ArrayList;
import java.util.List;

/// Splits a text of declarations into words, numbers and marks; comments stay with the token they
/// precede. Belongs to one thread.
final class AbiLexer {
  private static final String MARKS = "()[]{},;";

  private final String text;
  private final List<Token> tokens = new ArrayList<>();

  /// Documentation since the last token: what began on that token's line, and what came below.
  private final StringBuilder trailingDoc = new StringBuilder();

  private final StringBuilder doc = new StringBuilder();

  private int at;
  private int line = 1;
  private int lineStart;

  private AbiLexer(String text) {
    this.text = text;
  }

  /// @return the tokens; the last is of kind [Kind#END]
  static List<Token> split(String text) {
    if (text.length() > AbiLimits.TEXT_LENGTH_MAX) {
      throw new AbiTextException(
          1,
          1,
          "an abi has at most %,d characters, this one has %,d"
              .formatted(AbiLimits.TEXT_LENGTH_MAX, text.length()));
    }
    return new AbiLexer(text).splitAll();
  }

  private List<Token> splitAll() {
    while (at < text.length()) {
      char letter = text.charAt(at);
      if (letter == '\n') {
        at++;
        line++;
        lineStart = at;
      } else if (letter == ' ' || letter == '\t' || letter == '\r') {
        at++;
      } else if (text.startsWith("//", at)) {
        lineComment();
      } else if (text.startsWith("/*", at)) {
        blockComment();
      } else if (AbiNames.isDigit(letter)) {
        number();
      } else if (AbiNames.isWordLetter(letter)) {
        add(Kind.WORD, wordEnd());
      } else if (MARKS.indexOf(letter) >= 0) {
        add(Kind.MARK, at + 1);
      } else {
        throw strange();
      }
    }
    add(Kind.END, at);
    return tokens;
  }

  private void add(Kind kind, int end) {
    tokens.add(
        new Token(
            kind, text.substring(at, end), line, column(), doc.toString(), trailingDoc.toString()));
    doc.setLength(0);
    trailingDoc.setLength(0);
    at = end;
  }

  private int wordEnd() {
    int end = at;
    while (end < text.length() && AbiNames.isWordLetter(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private void number() {
    int end = wordEnd();
    for (int digit = at; digit < end; digit++) {
      if (!AbiNames.isDigit(text.charAt(digit))) {
        throw fault("\"" + excerpt(text.substring(at, end)) + "\" is neither a number nor a name");
      }
    }
    add(Kind.NUMBER, end);
  }

  /// `///` is documentation; `//` and, as in Solidity, `////` are not.
  private void lineComment() {
    int end = text.indexOf('\n', at);
    end = end < 0 ? text.length() : end;
    if (text.startsWith("///", at) && !text.startsWith("////", at)) {
      document(line, text.substring(at + 3, end).strip());
    }
    at = end;
  }

  /// `/** */` is documentation; `/* */` is not.
  private void blockComment() {
    int end = text.indexOf("*/", at + 2);
    if (end < 0) {
      throw fault("this comment is never closed: write */ at its end");
    }
    String comment = text.substring(at + 2, end);
    int from = line;
    for (int next = at; next < end; next++) {
      if (text.charAt(next) == '\n') {
        line++;
        lineStart = next + 1;
      }
    }
    at = end + 2;
    if (comment.startsWith("*") && !comment.startsWith("**")) {
      for (String row : comment.substring(1).split("\n", -1)) {
        String words = row.strip();
        document(from, words.startsWith("*") ? words.substring(1).strip() : words);
      }
    }
  }

  private void document(int from, String words) {
    boolean trails = !tokens.isEmpty() && tokens.getLast().line() == from;
    StringBuilder target = trails ? trailingDoc : doc;
    if (!words.isEmpty()) {
      target.append(target.isEmpty() ? "" : "\n").append(words);
    }
  }

  private AbiTextException strange() {
    int letter = text.codePointAt(at);
    String wayOut =
        switch (letter) {
          case '"', '\'', ':' -> "; a JSON abi is read by Abi.fromJson";
          case '=' -> "; an abi has no mappings and no values";
          case '.' -> "; name a type without the contract it comes from";
          default -> "";
        };
    return fault(
        Character.isISOControl(letter)
            ? "a control character U+%04X has no meaning here".formatted(letter)
            : "\"" + Character.toString(letter) + "\" has no meaning here" + wayOut);
  }

  private AbiTextException fault(String words) {
    return new AbiTextException(line, column(), words);
  }

  private int column() {
    return at - lineStart + 1;
  }

  static String excerpt(String word) {
    int lengthMax = 40;
    return word.length() <= lengthMax ? word : word.substring(0, lengthMax) + "…";
  }

  enum Kind {
    WORD,
    NUMBER,
    MARK,
    END
  }

  /// @param doc documentation on lines above the token
  /// @param trailingDoc documentation on the line of the token before
  record Token(Kind kind, String text, int line, int column, String doc, String trailingDoc) {
    boolean is(String expected) {
      return kind != Kind.END && text.equals(expected);
    }

    /// How an error calls it.
    String words() {
      return kind == Kind.END ? "the end of the text" : "\"" + excerpt(text) + "\"";
    }
  }
}
