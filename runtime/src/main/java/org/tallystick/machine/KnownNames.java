package org.tallystick.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tallystick.abi.NearestWord;

/// The names that a module finds without declaring them: those of the realm, and those it can
/// import from the library; and what to say of a name that is neither.
///
/// @param globals names of the realm's global object
/// @param exports names that `tally` exports
record KnownNames(Set<String> globals, Set<String> exports) {
  KnownNames {
    globals = Set.copyOf(globals);
    exports = Set.copyOf(exports);
  }

  boolean isGlobal(String name) {
    return globals.contains(name);
  }

  boolean isExported(String name) {
    return exports.contains(name);
  }

  /// What to say of a name that is bound nowhere.
  String unbound(String name) {
    if (exports.contains(name)) {
      return name + " is not imported: add it to the import from 'tally'";
    }
    List<String> all = new ArrayList<>(globals);
    all.addAll(exports);
    return name
        + " is not defined"
        + NearestWord.to(name, all).map(near -> ": did you mean " + near + "?").orElse("");
  }

  /// What to say of a name that is imported from the library and not in it.
  String notExported(String name) {
    return name.equals("default")
        ? "'tally' has no default export: name what you import, as in import { Contract } from"
            + " 'tally'"
        : "'tally' exports no "
            + name
            + NearestWord.to(name, exports).map(near -> ": did you mean " + near + "?").orElse("");
  }
}
