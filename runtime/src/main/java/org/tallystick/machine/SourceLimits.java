package org.tallystick.machine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.tallystick.gas.Limits;
import org.tallystick.machine.TokenScanner.Kind;

/// Bounds on a source text, held before the engine's parser reads it.
///
/// The parser, the translator and the running code all recurse as deep as the source nests, so how
/// deep it may nest must not be left to the size of a stack. Brackets nest openly. Everything else
/// that nests (`a+a+a`, `!!a`, `a=>a=>a`, `if(a)if(a)`, `else if`, `a?b:c?d:e`, `new new a`) does
/// so by going on: the outer construct is not finished while the inner one is read. So the second
/// bound is the number of tokens in constructs not yet finished. A statement that ends, and a comma
/// in a list, finish what stands before them; where it cannot be told without parsing, nothing is
/// finished. A table of thousands of numbers is thousands of finished items.
final class SourceLimits {
  /// Brackets, braces, parentheses and `${` inside one another. People stay below 20.
  static final int NESTING_MAX = 200;

  /// Tokens of unfinished constructs, all levels of brackets together. People stay below 200. The
  /// parser's time grows with the square of this number, and a file has room for many such chains.
  static final int UNFINISHED_TOKENS_MAX = 1_000;

  /// Characters of one number, since the engine reads them in quadratic time. Room for an RSA key.
  static final int NUMBER_LENGTH_MAX = 2_048;

  private static final Set<String> HEADS = Set.of("if", "while", "for", "with", "switch", "catch");

  /// Keywords that end no expression: what follows them begins one, or a statement.
  private static final Set<String> BEFORE_EXPRESSION =
      Set.of(
          "return",
          "typeof",
          "case",
          "do",
          "else",
          "in",
          "instanceof",
          "new",
          "void",
          "delete",
          "throw",
          "yield",
          "await",
          "default",
          "extends",
          "break",
          "continue",
          "debugger");

  /// Words that go on with the next line.
  private static final Set<String> DECLARING =
      Set.of(
          "class",
          "function",
          "const",
          "let",
          "var",
          "import",
          "export",
          "async",
          "static",
          "get",
          "set");

  private static final Set<String> BEFORE_STATEMENT =
      Set.of("do", "else", "break", "continue", "debugger");

  private static final Set<String> BEFORE_NAMES = Set.of("const", "let", "var", "import", "export");

  /// What stands before the last word of a statement that needs no semicolon: `let a`, `break
  /// label`, `import 'a'`.
  private static final Set<String> BEFORE_LAST_WORD =
      Set.of("let", "var", ",", "break", "continue", "as", "from", "import");

  /// Words that never begin a statement.
  private static final Set<String> GO_ON =
      Set.of("else", "in", "instanceof", "of", "as", "from", "extends");

  /// All of these words by their first letter.
  private static final String[][] WORDS = words();

  private final String path;
  private final CharSequence text;
  private final TokenScanner scanner;
  private final Deque<Level> levels = new ArrayDeque<>();
  private int unfinished;
  private int units;

  // The token before the current one.
  private Kind previousKind = Kind.PUNCTUATOR;
  private String previous = ";";
  private String beforePrevious = ";";
  private boolean previousClosedHead;

  private SourceLimits(String path, CharSequence text) {
    this.path = path;
    this.text = text;
    this.scanner = new TokenScanner(text);
    levels.push(new Level("", Content.STATEMENTS));
  }

  /// What stands between a pair of brackets.
  private enum Content {
    STATEMENTS,
    /// Items between commas: arguments, array items, properties.
    ITEMS,
    /// After `if`, `for` and the like.
    HEAD,
    /// One expression; its commas are operators.
    EXPRESSION,
    SUBSTITUTION
  }

  private static final class Level {
    private final String close;
    private final Content content;
    private int unfinished;
    private int lastStatement;

    Level(String close, Content content) {
      this.close = close;
      this.content = content;
    }
  }

  private static String[][] words() {
    Set<String> all = new TreeSet<>();
    for (Set<String> some :
        List.of(
            HEADS,
            BEFORE_EXPRESSION,
            DECLARING,
            BEFORE_STATEMENT,
            BEFORE_NAMES,
            BEFORE_LAST_WORD,
            GO_ON)) {
      all.addAll(some);
    }
    String[][] words = new String['z' - 'a' + 1][];
    for (int letter = 0; letter < words.length; letter++) {
      char first = (char) ('a' + letter);
      words[letter] = all.stream().filter(word -> word.charAt(0) == first).toArray(String[]::new);
    }
    return words;
  }

  /// What was read.
  ///
  /// @param violation why the text may not be parsed, at the place where it goes too far
  /// @param units what loading the text takes, as [LoadUnits] has it; of a text that may not be
  ///   parsed, as far as it was read
  record Reading(Optional<Violation> violation, int units) {}

  /// Reads a text before the parser may.
  static Reading read(String path, CharSequence text) {
    SourceLimits limits = new SourceLimits(path, text);
    int bytes = utf8Length(text);
    Optional<Violation> violation =
        bytes > Limits.CODE_BYTES_MAX
            ? limits.violation(
                0, "has " + bytes + " bytes, at most " + Limits.CODE_BYTES_MAX + " are allowed")
            : limits.scan();
    return new Reading(violation, limits.units);
  }

  /// The units of a text of any length.
  static int units(CharSequence text) {
    SourceLimits limits = new SourceLimits("", text);
    var _ = limits.scan();
    return limits.units;
  }

  private static int utf8Length(CharSequence text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isPair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : isPair ? 4 : 3;
      i += isPair ? 1 : 0;
    }
    return bytes;
  }

  private Optional<Violation> scan() {
    while (true) {
      scanner.next(slashBeginsPattern());
      if (scanner.kind() == Kind.END) {
        return Optional.empty();
      }
      Optional<Violation> violation = token();
      if (violation.isPresent()) {
        return violation;
      }
    }
  }

  private Optional<Violation> token() {
    if (scanner.kind() == Kind.UNFINISHED) {
      return violation("what begins here does not end");
    }
    if (isAmbiguousSlash()) {
      return violation("this / can be read in two ways. Put the regular expression in parentheses");
    }
    if (scanner.kind() == Kind.REGULAR_EXPRESSION
        && scanner.patternLength() > Patterns.LENGTH_MAX) {
      return violation(Patterns.tooLong(scanner.patternLength()));
    }
    if (scanner.kind() == Kind.LITERAL && isLongNumber()) {
      return violation(
          "a number has at most "
              + NUMBER_LENGTH_MAX
              + " characters, this has "
              + scanner.length());
    }
    units += LoadUnits.of(scanner);
    Level level = level();
    if (endsStatementBefore(level)) {
      finish(level);
    } else if (isElse() && level.unfinished == 0) {
      // An else goes on with the if before it.
      level.unfinished = level.lastStatement;
      unfinished += level.lastStatement;
    }
    count(level);
    return brackets(level);
  }

  private void count(Level level) {
    level.unfinished++;
    unfinished++;
  }

  private Optional<Violation> brackets(Level level) {
    String token = scanner.punctuator();
    boolean closedHead = false;
    switch (token) {
      case "(" -> levels.push(new Level(")", parentheses()));
      case "[" ->
          levels.push(new Level("]", endsExpression() ? Content.EXPRESSION : Content.ITEMS));
      case "{" -> levels.push(new Level("}", braces(level)));
      case ")", "]", "}" -> {
        if (!level.close.equals(token)) {
          return violation("syntax error: nothing is open that " + token + " could close");
        }
        levels.pop();
        unfinished -= level.unfinished;
        closedHead = level.content == Content.HEAD;
        if (level.content == Content.SUBSTITUTION) {
          scanner.resumeTemplate();
          units += LoadUnits.of(scanner);
          count(level());
          remember("", false);
          return depth();
        }
      }
      case ";" -> {
        if (level.content == Content.STATEMENTS || level.content == Content.HEAD) {
          finish(level);
        }
      }
      case "," -> {
        if (level.content == Content.ITEMS) {
          finish(level);
        }
      }
      default -> {}
    }
    remember(token, closedHead);
    return depth();
  }

  /// Opens a substitution where a piece of a template ends with one, and holds both bounds.
  private Optional<Violation> depth() {
    if (scanner.kind() == Kind.UNFINISHED) {
      return violation("what begins here does not end");
    }
    if (scanner.kind() == Kind.TEMPLATE_PIECE) {
      levels.push(new Level("}", Content.SUBSTITUTION));
    }
    if (levels.size() - 1 > NESTING_MAX) {
      return violation("brackets nest more than " + NESTING_MAX + " deep here");
    }
    if (unfinished > UNFINISHED_TOKENS_MAX) {
      return violation(
          "this goes on for more than "
              + UNFINISHED_TOKENS_MAX
              + " words and signs. Split it into statements or functions");
    }
    return Optional.empty();
  }

  private void remember(String punctuator, boolean closedHead) {
    beforePrevious = previous;
    previousKind = scanner.kind();
    previous = previousKind == Kind.NAME ? word() : punctuator;
    previousClosedHead = closedHead;
  }

  /// The name that was read, if it is one that makes a difference here.
  private String word() {
    char first = scanner.first();
    if (first >= 'a' && first <= 'z') {
      for (String word : WORDS[first - 'a']) {
        if (scanner.is(word)) {
          return word;
        }
      }
    }
    return "name";
  }

  private Level level() {
    return levels.element();
  }

  private void finish(Level level) {
    level.lastStatement = level.unfinished;
    unfinished -= level.unfinished;
    level.unfinished = 0;
  }

  // ---- Reading without parsing
  // -------------------------------------------------------------------

  private boolean previousIsKeyword(Set<String> keywords) {
    return previousKind == Kind.NAME
        && !beforePrevious.equals(".")
        && !beforePrevious.equals("?.")
        && keywords.contains(previous);
  }

  /// Whether an expression may end with the token before.
  private boolean endsExpression() {
    return switch (previousKind) {
      case NAME -> !previousIsKeyword(BEFORE_EXPRESSION);
      case LITERAL, REGULAR_EXPRESSION, TEMPLATE_END -> true;
      case PUNCTUATOR ->
          switch (previous) {
            case ")" -> !previousClosedHead;
            case "]", "}", "++", "--" -> true;
            default -> false;
          };
      case TEMPLATE_PIECE, END, UNFINISHED -> false;
    };
  }

  private boolean slashBeginsPattern() {
    return !endsExpression();
  }

  /// After a `}`, after `of`, and in the line after a declaration without value only a parser knows
  /// whether a `/` divides. Nobody writes the first two; the third is fine as long as both readings
  /// come to the same.
  private boolean isAmbiguousSlash() {
    if (scanner.kind() != Kind.PUNCTUATOR || !(scanner.is("/") || scanner.is("/="))) {
      return false;
    }
    Content content = level().content;
    boolean lineMayBeDone =
        scanner.afterNewline()
            && content == Content.STATEMENTS
            && BEFORE_LAST_WORD.contains(beforePrevious);
    return previous.equals("}")
        || (previous.equals("of") && content == Content.HEAD)
        || (lineMayBeDone && scanner.slashCouldHide());
  }

  private boolean isLongNumber() {
    char first = scanner.first();
    return first != '"' && first != '\'' && scanner.length() > NUMBER_LENGTH_MAX;
  }

  private boolean isElse() {
    return scanner.kind() == Kind.NAME && scanner.is("else");
  }

  /// Whether the token begins a statement (or a member of a class) after one that has ended, by a
  /// brace or by the end of its line.
  private boolean endsStatementBefore(Level level) {
    if (level.content != Content.STATEMENTS) {
      return false;
    }
    boolean begins =
        switch (scanner.kind()) {
          case NAME -> !GO_ON.contains(word());
          case LITERAL -> true;
          case REGULAR_EXPRESSION, TEMPLATE_END, TEMPLATE_PIECE, PUNCTUATOR, END, UNFINISHED ->
              false;
        };
    boolean ended =
        previous.equals("}")
            || (scanner.afterNewline() && endsExpression() && !previousIsKeyword(DECLARING));
    return (begins && ended) || isCase();
  }

  private boolean isCase() {
    return scanner.kind() == Kind.NAME
        && (scanner.is("case") || scanner.is("default"))
        && !previous.equals(".");
  }

  private Content parentheses() {
    if (previousIsKeyword(HEADS)) {
      return Content.HEAD;
    }
    boolean holdsArguments = previous.equals("?.") || (endsExpression() && !previous.equals("}"));
    return holdsArguments ? Content.ITEMS : Content.EXPRESSION;
  }

  private Content braces(Level around) {
    boolean holdsProperties =
        switch (previousKind) {
          case NAME ->
              previousIsKeyword(BEFORE_NAMES)
                  || (previousIsKeyword(BEFORE_EXPRESSION) && !previousIsKeyword(BEFORE_STATEMENT));
          case LITERAL, REGULAR_EXPRESSION, TEMPLATE_END -> false;
          case TEMPLATE_PIECE -> true;
          case PUNCTUATOR ->
              switch (previous) {
                case ";", "{", "}", ")", "]", "=>" -> false;
                case ":" -> around.content != Content.STATEMENTS;
                default -> true;
              };
          case END, UNFINISHED -> false;
        };
    return holdsProperties ? Content.ITEMS : Content.STATEMENTS;
  }

  // ---- Words
  // -------------------------------------------------------------------------------------

  private Optional<Violation> violation(String message) {
    return violation(scanner.start(), message);
  }

  private Optional<Violation> violation(int charIndex, String message) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < charIndex; i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && text.charAt(i + 1) != '\n')) {
        line++;
        lineStart = i + 1;
      }
    }
    return Optional.of(new Violation(path, line, charIndex - lineStart + 1, message));
  }
}
