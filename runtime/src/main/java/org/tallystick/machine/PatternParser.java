package org.tallystick.machine;

import java.util.ArrayList;
import java.util.List;
import org.tallystick.machine.PatternNode.Assertion;
import org.tallystick.machine.PatternNode.Characters;
import org.tallystick.machine.PatternNode.Choice;
import org.tallystick.machine.PatternNode.Repetition;
import org.tallystick.machine.PatternNode.Sequence;

/// Reads the text of a regular expression.
///
/// It reads the strict grammar of ECMAScript (without annex B) in both modes, and refuses what it
/// is not sure of: the engine must never read a pattern in another way. It recurses once for each
/// open group, and a pattern has at most [Patterns#LENGTH_MAX] characters.
final class PatternParser {
  private static final int COUNT_DIGITS_MAX = 6;
  private static final String SYNTAX = "^$\\.*+?()[]{}|/";

  private final String text;
  private final boolean unicode;
  private final boolean ignoreCase;
  private final CharacterSet dot;
  private int at;

  private PatternParser(String text, String flags) {
    this.text = text;
    this.unicode = flags.indexOf('u') >= 0;
    this.ignoreCase = flags.indexOf('i') >= 0;
    this.dot = flags.indexOf('s') >= 0 ? CharacterSet.ALL : CharacterSet.LINE_ENDS.complement();
  }

  static PatternNode parse(String text, String flags) throws UnfitPatternException {
    PatternParser parser = new PatternParser(text, flags);
    PatternNode pattern = parser.choice();
    if (parser.at < text.length()) {
      throw new UnfitPatternException("this regular expression has a ) too many");
    }
    return pattern;
  }

  private PatternNode choice() throws UnfitPatternException {
    List<PatternNode> options = new ArrayList<>();
    do {
      options.add(sequence());
    } while (accept("|"));
    return options.size() == 1 ? options.getFirst() : new Choice(options);
  }

  private PatternNode sequence() throws UnfitPatternException {
    List<PatternNode> parts = new ArrayList<>();
    while (at < text.length() && !sees("|") && !sees(")")) {
      parts.add(term());
    }
    return new Sequence(parts);
  }

  private PatternNode term() throws UnfitPatternException {
    if (accept("^")) {
      return new Assertion(true);
    }
    if (accept("$") || accept("\\b") || accept("\\B")) {
      return new Assertion(false);
    }
    return quantified(atom());
  }

  private PatternNode quantified(PatternNode atom) throws UnfitPatternException {
    int min;
    int max;
    if (accept("*")) {
      min = 0;
      max = PatternNode.UNBOUNDED;
    } else if (accept("+")) {
      min = 1;
      max = PatternNode.UNBOUNDED;
    } else if (accept("?")) {
      min = 0;
      max = 1;
    } else if (accept("{")) {
      min = count();
      max = min;
      if (accept(",")) {
        max = sees("}") ? PatternNode.UNBOUNDED : count();
      }
      require("}");
    } else {
      return atom;
    }
    accept("?");
    if (max < min) {
      throw new UnfitPatternException("a count of this regular expression ends before it begins");
    }
    return new Repetition(atom, min, max);
  }

  private int count() throws UnfitPatternException {
    int from = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == from || at - from > COUNT_DIGITS_MAX) {
      throw new UnfitPatternException("write \\{ in a regular expression where no count follows");
    }
    return Integer.parseInt(text.substring(from, at));
  }

  private PatternNode atom() throws UnfitPatternException {
    if (accept("(")) {
      return group();
    }
    if (accept("[")) {
      return characters(characterClass());
    }
    if (accept(".")) {
      return characters(dot);
    }
    if (sees("\\")) {
      return characters(escape(false));
    }
    int character = next();
    if (SYNTAX.indexOf(character) >= 0 && character != '/') {
      String sign = Character.toString(character);
      throw new UnfitPatternException("write \\" + sign + " in a regular expression for " + sign);
    }
    return characters(CharacterSet.of(character, character));
  }

  private Characters characters(CharacterSet set) {
    return new Characters(ignoreCase ? set.ignoringCase() : set);
  }

  private PatternNode group() throws UnfitPatternException {
    if (accept("?=") || accept("?!") || accept("?<=") || accept("?<!")) {
      throw new UnfitPatternException(
          "regular expressions cannot look ahead or behind here: their work would not be bounded");
    }
    if (accept("?<")) {
      int end = text.indexOf('>', at);
      if (end < 0) {
        throw new UnfitPatternException("a group's name ends with >");
      }
      at = end + 1;
    } else if (accept("?")) {
      require(":");
    }
    PatternNode body = choice();
    require(")");
    return body;
  }

  private CharacterSet characterClass() throws UnfitPatternException {
    boolean negated = accept("^");
    CharacterSet set = new CharacterSet(List.of());
    while (!accept("]")) {
      CharacterSet from = classAtom();
      if (sees("-") && !sees("-]") && at + 1 < text.length()) {
        at++;
        set = set.or(range(from, classAtom()));
      } else {
        set = set.or(from);
      }
    }
    // Ignoring case comes first: what is left out is left out in both cases.
    CharacterSet folded = ignoreCase ? set.ignoringCase() : set;
    if (!negated) {
      return folded;
    }
    return ignoreCase ? set.complement().or(folded.complement()) : set.complement();
  }

  private CharacterSet classAtom() throws UnfitPatternException {
    if (sees("\\")) {
      return escape(true);
    }
    int character = next();
    return CharacterSet.of(character, character);
  }

  private static CharacterSet range(CharacterSet from, CharacterSet to)
      throws UnfitPatternException {
    if (isOne(from) && isOne(to)) {
      int first = from.ranges().getFirst().from();
      int last = to.ranges().getFirst().from();
      if (first <= last) {
        return CharacterSet.of(first, last);
      }
    }
    throw new UnfitPatternException(
        "a range in a regular expression goes from one character to a" + " later one");
  }

  private static boolean isOne(CharacterSet set) {
    return set.ranges().size() == 1
        && set.ranges().getFirst().from() == set.ranges().getFirst().to();
  }

  private CharacterSet escape(boolean inClass) throws UnfitPatternException {
    require("\\");
    int character = next();
    return switch (character) {
      case 'd' -> CharacterSet.DIGITS;
      case 'D' -> CharacterSet.DIGITS.complement();
      case 'w' -> CharacterSet.WORD;
      case 'W' -> CharacterSet.WORD.complement();
      case 's' -> CharacterSet.SPACE;
      case 'S' -> CharacterSet.SPACE.complement();
      case 'p', 'P' -> property();
      case 't' -> CharacterSet.of('\t', '\t');
      case 'n' -> CharacterSet.of('\n', '\n');
      case 'v' -> CharacterSet.of(0x0b, 0x0b);
      case 'f' -> CharacterSet.of('\f', '\f');
      case 'r' -> CharacterSet.of('\r', '\r');
      case '0' -> {
        if (at < text.length() && Character.isDigit(text.charAt(at))) {
          throw unknownEscape(character);
        }
        yield CharacterSet.of(0, 0);
      }
      case 'x' -> one(hex(2));
      case 'u' -> one(codePoint());
      case 'b' -> {
        if (!inClass) {
          throw unknownEscape(character);
        }
        yield CharacterSet.of('\b', '\b');
      }
      case '1', '2', '3', '4', '5', '6', '7', '8', '9', 'k' ->
          throw new UnfitPatternException(
              "regular expressions cannot refer back to a group here: their work would not be"
                  + " bounded");
      default -> {
        boolean isSign = SYNTAX.indexOf(character) >= 0 || (character == '-' && inClass);
        if (!isSign && (unicode || character == 'c' || Character.isLetterOrDigit(character))) {
          throw unknownEscape(character);
        }
        yield one(character);
      }
    };
  }

  private static CharacterSet one(int character) {
    return CharacterSet.of(character, character);
  }

  /// What a property holds depends on the version of Unicode: taken as any character.
  private CharacterSet property() throws UnfitPatternException {
    int end = text.indexOf('}', at);
    if (!unicode || !sees("{") || end < 0) {
      throw new UnfitPatternException("\\p{…} in a regular expression needs the flag u");
    }
    at = end + 1;
    return CharacterSet.ALL;
  }

  private int codePoint() throws UnfitPatternException {
    if (!accept("{")) {
      int unit = hex(4);
      boolean isPair =
          unicode && Character.isHighSurrogate((char) unit) && sees("\\u") && !sees("\\u{");
      if (!isPair) {
        return unit;
      }
      int start = at;
      at += 2;
      int low = hex(4);
      if (Character.isLowSurrogate((char) low)) {
        return Character.toCodePoint((char) unit, (char) low);
      }
      at = start;
      return unit;
    }
    int end = text.indexOf('}', at);
    if (!unicode || end < 0 || end == at || end - at > 6) {
      throw unknownEscape('u');
    }
    int value = hex(end - at);
    require("}");
    if (value > Character.MAX_CODE_POINT) {
      throw unknownEscape('u');
    }
    return value;
  }

  private int hex(int digits) throws UnfitPatternException {
    int value = 0;
    for (int i = 0; i < digits; i++) {
      int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
      if (digit < 0 || text.charAt(at) >= 0x80) {
        throw new UnfitPatternException("an escape of a regular expression needs hex digits");
      }
      value = 16 * value + digit;
      at++;
    }
    return value;
  }

  private static UnfitPatternException unknownEscape(int character) {
    return new UnfitPatternException(
        "a regular expression knows no escape \\" + Character.toString(character));
  }

  // ---- Characters
  // --------------------------------------------------------------------------------

  private int next() throws UnfitPatternException {
    if (at >= text.length()) {
      throw new UnfitPatternException("this regular expression ends too early");
    }
    int character = unicode ? text.codePointAt(at) : text.charAt(at);
    at += Character.charCount(character);
    return character;
  }

  private boolean sees(String expected) {
    return text.startsWith(expected, at);
  }

  private boolean accept(String expected) {
    if (sees(expected)) {
      at += expected.length();
      return true;
    }
    return false;
  }

  private void require(String expected) throws UnfitPatternException {
    if (!accept(expected)) {
      throw new UnfitPatternException("this regular expression lacks a " + expected);
    }
  }
}
