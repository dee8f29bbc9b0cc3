package org.tallystick.machine;

import com.oracle.js.parser.ir.ExportNode;
import com.oracle.js.parser.ir.ExportSpecifierNode;
import com.oracle.js.parser.ir.ImportClauseNode;
import com.oracle.js.parser.ir.ImportNode;
import com.oracle.js.parser.ir.ImportSpecifierNode;
import com.oracle.js.parser.ir.Module;
import com.oracle.js.parser.ir.Node;
import java.util.ArrayList;
import java.util.List;

/// Whether what a module takes from `tally` is there. What it takes from other files is collected,
/// to be looked for once they are read.
final class ImportRules {
  private final KnownNames known;
  private final Findings findings;
  private final List<ImportedName> ofFiles = new ArrayList<>();

  private int missing;

  private ImportRules(KnownNames known, Findings findings) {
    this.known = known;
    this.findings = findings;
  }

  /// @return the names that the module takes from other files, in the order of the source
  static List<ImportedName> check(Module module, KnownNames known, Findings findings) {
    ImportRules rules = new ImportRules(known, findings);
    module.getImports().forEach(rules::importing);
    module.getExports().forEach(rules::handingOn);
    return rules.ofFiles;
  }

  private void importing(ImportNode statement) {
    ImportClauseNode clause = statement.getImportClause();
    if (clause == null) {
      return;
    }
    String specifier = statement.getModuleSpecifier().getValue().toJavaStringUncached();
    if (clause.getDefaultBinding() != null) {
      name(specifier, clause.getDefaultBinding(), "default");
    }
    if (clause.getNamedImports() != null) {
      for (ImportSpecifierNode name : clause.getNamedImports().getImportSpecifiers()) {
        // Without `as`, the name is the binding alone.
        name(
            specifier,
            name,
            name.getIdentifier() == null
                ? name.getBindingIdentifier().getPropertyName()
                : name.getIdentifier().getPropertyName());
      }
    }
  }

  private void handingOn(ExportNode statement) {
    if (statement.getModuleSpecifier() != null && statement.getNamedExports() != null) {
      String specifier = statement.getModuleSpecifier().getValue().toJavaStringUncached();
      for (ExportSpecifierNode name : statement.getNamedExports().getExportSpecifiers()) {
        name(specifier, name, name.getIdentifier().getPropertyName());
      }
    }
  }

  private void name(String specifier, Node at, String name) {
    if (!specifier.equals(ModulePaths.BUILT_IN)) {
      Place place = findings.place(at.getStart());
      ofFiles.add(new ImportedName(specifier, name, place.line(), place.column()));
    } else if (!known.isExported(name)) {
      missing++;
      // Looking for what may have been meant is work, and more than that are not shown.
      if (missing <= Findings.SHOWN_MAX) {
        findings.add(at, known.notExported(name));
      }
    }
  }
}
