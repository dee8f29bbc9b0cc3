package org.tallystick.machine;

import java.util.List;

/// Which other modules a module names.
public sealed interface ModuleLinks {
  /// @param links in the order of the source, one for each specifier
  record Found(List<ModuleLink> links) implements ModuleLinks {
    public Found {
      links = List.copyOf(links);
    }
  }

  /// The source does not parse.
  record Unreadable(Violation violation) implements ModuleLinks {}
}
