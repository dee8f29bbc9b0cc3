package org.tallystick.machine;

import org.tallystick.contract.Code;
import org.tallystick.gas.GasSchedule;

/// How much work it is to make a code ready to run, told from its text alone. A unit is about one
/// token of the source: comments and white space have none, and long names are as good as short
/// ones.
public final class LoadUnits {
  /// A class is an object, a prototype and a constructor, made and frozen. The value of a `static`
  /// is a function that runs once.
  private static final int CLASS_OR_STATIC = 25;

  private static final int EXPORT_OR_SWITCH = 8;
  private static final int ARROW = 3;
  private static final int PRIVATE_NAME = 4;
  private static final int REGULAR_EXPRESSION = 160;
  private static final int SUBSTITUTION = 8;

  /// A declaration in the text of an abi has an opening parenthesis, and becomes two functions.
  private static final int DECLARATION = 12;

  private LoadUnits() {}

  /// What the first use of a code in a transaction costs.
  public static long loadGas(Code code) {
    return GasSchedule.codeLoad(code.bytes().length(), of(code));
  }

  /// The units of one token.
  static int of(TokenScanner token) {
    return switch (token.kind()) {
      case NAME ->
          token.is("class") || token.is("static")
              ? CLASS_OR_STATIC
              : token.is("export") || token.is("switch")
                  ? EXPORT_OR_SWITCH
                  : token.count('#') > 0 ? PRIVATE_NAME : 1;
      case LITERAL, TEMPLATE_END -> 1 + DECLARATION * token.count('(');
      case TEMPLATE_PIECE -> SUBSTITUTION + DECLARATION * token.count('(');
      case REGULAR_EXPRESSION -> REGULAR_EXPRESSION;
      case PUNCTUATOR -> token.is("=>") ? ARROW : 1;
      case END, UNFINISHED -> 0;
    };
  }

  /// The units of all files of a code.
  public static int of(Code code) {
    return code.files().stream().mapToInt(file -> SourceLimits.units(file.text())).sum();
  }
}
