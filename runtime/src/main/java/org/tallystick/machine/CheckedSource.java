package org.tallystick.machine;

import java.util.List;

/// A source file that keeps every rule, and what the machine needs to know of it.
///
/// @param path within its bundle
/// @param units what loading it takes, as [LoadUnits] has it
/// @param weights of its statements and functions
/// @param classes those of module level, in the order of the source
/// @param importSpecifiers what it imports from, as written, each once
/// @param importedNames what it takes from other files by name
/// @param exports the names it exports; `default` for the default export
/// @param exportsAll whether it also hands on all that another file exports
/// @param classCount classes in it, at any level
/// @param patternCount regular expressions in it
/// @param destructuringCount arrays and objects that it takes apart, those inside others too
record CheckedSource(
    String path,
    int units,
    Weights weights,
    List<ClassShape> classes,
    List<String> importSpecifiers,
    List<ImportedName> importedNames,
    List<String> exports,
    boolean exportsAll,
    int classCount,
    int patternCount,
    int destructuringCount) {
  CheckedSource {
    classes = List.copyOf(classes);
    importSpecifiers = List.copyOf(importSpecifiers);
    importedNames = List.copyOf(importedNames);
    exports = List.copyOf(exports);
  }
}
