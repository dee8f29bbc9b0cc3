package org.tallystick.machine;

import java.util.List;
import java.util.Optional;

/// What the text of a class of module level says of it, with places for messages of later checks.
///
/// @param name the name it is declared or stored under; `default` for a nameless default export
/// @param charIndex of the word `class`
/// @param charLength of the whole class
/// @param line of the word `class`, counted from 1
/// @param column of the word `class`, counted from 1
/// @param isContract whether this file alone shows that it is one: it has an abi or a state, or its
///   base comes from `tally` or is such a class
/// @param base absent where it extends nothing
/// @param abi absent where it declares none of its own
/// @param stateFields its own, in the order of the source
/// @param methods its own, private ones and the constructor left out
/// @param ifContract violations that count once another file shows that the class is a contract;
///   empty where `isContract`, since they were reported then
record ClassShape(
    String name,
    int charIndex,
    int charLength,
    int line,
    int column,
    boolean isContract,
    Optional<Base> base,
    Optional<AbiText> abi,
    List<StateField> stateFields,
    List<Method> methods,
    List<Violation> ifContract) {
  ClassShape {
    stateFields = List.copyOf(stateFields);
    methods = List.copyOf(methods);
    ifContract = List.copyOf(ifContract);
  }

  /// The class behind `extends`.
  ///
  /// @param name as exported by `specifier`, or else a name of this file or a global one
  /// @param specifier what it is imported from, absent where it is not imported
  record Base(String name, Optional<String> specifier) {
    /// Whether it comes from the standard library.
    boolean isTally() {
      return specifier.filter(Base::isTally).isPresent();
    }

    static boolean isTally(String specifier) {
      return specifier.equals("tally") || specifier.startsWith("tally/");
    }
  }

  /// The text of `static abi`.
  ///
  /// @param line where the text begins, counted from 1; lines of the text are lines of the file
  /// @param column where it begins, after the quote
  record AbiText(String text, int line, int column) {}

  /// A field of `static state`.
  record StateField(String name, int line, int column) {}

  /// A method, getter or setter with a plain name.
  record Method(String name, Kind kind, boolean isStatic, int line, int column) {
    /// What a call or an access does.
    enum Kind {
      METHOD,
      GETTER,
      SETTER
    }
  }
}
