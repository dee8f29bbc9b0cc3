package org.tallystick.machine;

import com.oracle.js.parser.ir.ExportNode;
import com.oracle.js.parser.ir.ImportNode;
import com.oracle.js.parser.ir.LiteralNode;
import com.oracle.js.parser.ir.Module;
import com.oracle.js.parser.ir.Module.ExportEntry;
import com.oracle.js.parser.ir.Module.ImportEntry;
import com.oracle.js.parser.ir.Module.ModuleRequest;
import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.strings.TruffleString;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads out of a parsed module which others it names. Belongs to one module.
final class LinkReader {
  private final Findings places;

  /// Specifiers by where they first stand.
  private final Map<Integer, String> specifiers = new TreeMap<>();

  private final Map<String, Set<String>> names = new HashMap<>();

  private LinkReader(Source source) {
    this.places = new Findings(source);
  }

  static List<ModuleLink> read(Module module, Source source) {
    LinkReader reader = new LinkReader(source);
    module.getImports().stream().map(ImportNode::getModuleSpecifier).forEach(reader::place);
    module.getExports().stream().map(ExportNode::getModuleSpecifier).forEach(reader::place);
    for (ImportEntry entry : module.getImportEntries()) {
      reader.name(entry.getModuleRequest(), entry.getImportName());
    }
    for (ExportEntry entry : module.getIndirectExportEntries()) {
      reader.name(entry.getModuleRequest(), entry.getImportName());
    }
    for (ExportEntry entry : module.getStarExportEntries()) {
      reader.name(entry.getModuleRequest(), Module.STAR_NAME);
    }
    return reader.links();
  }

  private void place(@Nullable LiteralNode<TruffleString> specifier) {
    if (specifier != null) {
      String text = specifier.getValue().toJavaStringUncached();
      if (names.putIfAbsent(text, new HashSet<>()) == null) {
        specifiers.put(specifier.getStart(), text);
      }
    }
  }

  private void name(ModuleRequest module, TruffleString name) {
    Set<String> known = names.get(module.specifier().toJavaStringUncached());
    if (known != null) {
      known.add(name.equals(Module.STAR_NAME) ? ModuleLink.ALL_NAMES : name.toJavaStringUncached());
    }
  }

  private List<ModuleLink> links() {
    return specifiers.entrySet().stream()
        .map(found -> {
          Place place = places.place(found.getKey());
          String specifier = found.getValue();
          return new ModuleLink(
              specifier, names.getOrDefault(specifier, Set.of()), place.line(), place.column());
        })
        .toList();
  }
}
