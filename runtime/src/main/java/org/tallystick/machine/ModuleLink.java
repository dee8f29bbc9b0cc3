package org.tallystick.machine;

import java.util.Set;

/// One `import … from` or `export … from`: what a module says of another.
///
/// @param specifier as written
/// @param names as the other module exports them; [#ALL_NAMES] where it is taken whole
/// @param line of the specifier, counted from 1
/// @param column of the specifier, counted from 1
public record ModuleLink(String specifier, Set<String> names, int line, int column) {
  /// Stands for every name of a module.
  public static final String ALL_NAMES = "*";

  public ModuleLink {
    names = Set.copyOf(names);
  }
}
