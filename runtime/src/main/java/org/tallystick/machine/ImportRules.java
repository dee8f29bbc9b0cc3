package org.tallystick.machine;

import com.oracle.js.parser.ir.ExportNode;
import com.oracle.js.parser.ir.ExportSpecifierNode;
import com.oracle.js.parser.ir.ImportClauseNode;
import com.oracle.js.parser.ir.ImportNode;
import com.oracle.js.parser.ir.ImportSpecifierNode;
import com.oracle.js.parser.ir.LiteralNode;
import com.oracle.js.parser.ir.Module;
import com.oracle.js.parser.ir.Node;
import com.oracle.js.parser.ir.PropertyKey;
import com.oracle.truffle.api.strings.TruffleString;
import org.jspecify.annotations.Nullable;

/// Whether what a module takes from `tally` is there: names that it imports or hands on.
final class ImportRules {
  private final KnownNames known;
  private final Findings findings;

  private ImportRules(KnownNames known, Findings findings) {
    this.known = known;
    this.findings = findings;
  }

  static void check(Module module, KnownNames known, Findings findings) {
    ImportRules rules = new ImportRules(known, findings);
    for (ImportNode statement : module.getImports()) {
      if (isTally(statement.getModuleSpecifier()) && statement.getImportClause() != null) {
        rules.clause(statement.getImportClause());
      }
    }
    for (ExportNode statement : module.getExports()) {
      if (isTally(statement.getModuleSpecifier()) && statement.getNamedExports() != null) {
        for (ExportSpecifierNode name : statement.getNamedExports().getExportSpecifiers()) {
          rules.name(name, name.getIdentifier());
        }
      }
    }
  }

  private static boolean isTally(@Nullable LiteralNode<TruffleString> specifier) {
    return specifier != null
        && specifier.getValue().toJavaStringUncached().equals(ModulePaths.BUILT_IN);
  }

  private void clause(ImportClauseNode clause) {
    if (clause.getDefaultBinding() != null) {
      findings.add(clause.getDefaultBinding(), known.notExported("default"));
    }
    if (clause.getNamedImports() != null) {
      for (ImportSpecifierNode name : clause.getNamedImports().getImportSpecifiers()) {
        // Without `as`, the name is the binding alone.
        name(
            name,
            name.getIdentifier() == null ? name.getBindingIdentifier() : name.getIdentifier());
      }
    }
  }

  private void name(Node at, PropertyKey key) {
    if (!known.isExported(key.getPropertyName())) {
      findings.add(at, known.notExported(key.getPropertyName()));
    }
  }
}
