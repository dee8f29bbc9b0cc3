package org.tallystick.machine;

import com.oracle.js.parser.ir.AccessNode;
import com.oracle.js.parser.ir.Expression;
import com.oracle.js.parser.ir.IdentNode;
import com.oracle.js.parser.ir.Module;
import com.oracle.js.parser.ir.Module.ImportEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What the names that one file imports mean.
///
/// @param byLocalName by the name the file uses
record Imports(Map<String, Imported> byLocalName) {
  private static final String WHOLE_MODULE = "*";

  Imports {
    byLocalName = Map.copyOf(byLocalName);
  }

  /// @param specifier of the other module, as written
  /// @param name as the other module exports it
  record Imported(String specifier, String name) {
    boolean isFromTally() {
      return specifier.equals("tally");
    }
  }

  static Imports of(Module module) {
    Map<String, Imported> imports = new HashMap<>();
    for (ImportEntry entry : module.getImportEntries()) {
      String name =
          entry.getImportName().equals(Module.STAR_NAME)
              ? WHOLE_MODULE
              : entry.getImportName().toJavaStringUncached();
      String specifier = entry.getModuleRequest().specifier().toJavaStringUncached();
      imports.put(entry.getLocalName().toJavaStringUncached(), new Imported(specifier, name));
    }
    return new Imports(imports);
  }

  /// What an expression names, where it is an imported name or a member of a module imported whole.
  Optional<Imported> resolve(Expression expression) {
    return switch (expression) {
      case IdentNode name -> Optional.ofNullable(byLocalName.get(name.getName()));
      case AccessNode access when access.getBase() instanceof IdentNode module ->
          Optional.ofNullable(byLocalName.get(module.getName()))
              .filter(imported -> imported.name().equals(WHOLE_MODULE))
              .map(imported -> new Imported(imported.specifier(), access.getProperty()));
      default -> Optional.empty();
    };
  }
}
