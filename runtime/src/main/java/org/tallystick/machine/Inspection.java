package org.tallystick.machine;

import java.util.List;
import org.tallystick.abi.Abi;

/// What the check at deploy says of a code, without deploying it.
public sealed interface Inspection {
  /// The code is a contract and can be deployed.
  ///
  /// @param className `default` where the class has no name
  /// @param abi of the class and its bases together
  record Contract(String className, Abi abi) implements Inspection {}

  /// The code keeps every rule, but its entry exports no contract class as the default.
  ///
  /// @param exports names that the entry exports
  record Module(List<String> exports) implements Inspection {
    public Module {
      exports = List.copyOf(exports);
    }
  }

  /// The code may not be deployed.
  ///
  /// @param violations at least one, in the order of the files
  record Refused(List<Violation> violations) implements Inspection {
    public Refused {
      violations = List.copyOf(violations);
    }
  }
}
