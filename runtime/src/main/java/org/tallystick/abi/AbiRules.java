package org.tallystick.abi;

import java.util.Map;

/// What a text of declarations may say besides the grammar.
///
/// @param isContract whether the text is what a contract says of itself: then no name of a
///   function, event or error begins with `_` (such names are never callable from outside), and the
///   errors `Error` and `Panic`, which every contract has, are not declared again
/// @param structs structs of other texts that this one may use, by name
public record AbiRules(boolean isContract, Map<String, AbiType.TupleType> structs) {
  /// For a text that describes somebody else's contract.
  public static final AbiRules OPEN = new AbiRules(false, Map.of());

  /// For the abi of a contract.
  public static final AbiRules CONTRACT = new AbiRules(true, Map.of());

  public AbiRules {
    structs = Map.copyOf(structs);
  }

  /// These rules, with the structs of a base class at hand.
  public AbiRules withStructsOf(Abi base) {
    return new AbiRules(isContract, base.structs());
  }
}
