package org.tallystick.machine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Which file of a code an import means. A rule of the chain: it decides what a contract is.
public final class ModulePaths {
  /// The module that every machine brings along; it is in no code.
  public static final String BUILT_IN = "tally";

  private ModulePaths() {}

  /// The path that a specifier means in a file.
  ///
  /// A specifier that begins with `./` or `../` counts from the file's folder, any other from the
  /// top. One whose last step has no dot means a folder's `index.mjs`: `tally/token` is
  /// `tally/token/index.mjs`. One that leaves the top is given back as it is, which is the path of
  /// no file.
  ///
  /// @param from path of the file
  public static String resolve(String from, String specifier) {
    Deque<String> steps = new ArrayDeque<>();
    int folder = from.lastIndexOf('/');
    if (isRelative(specifier) && folder >= 0) {
      steps.addAll(List.of(from.substring(0, folder).split("/")));
    }
    for (String step : specifier.split("/")) {
      if (step.equals("..")) {
        if (steps.pollLast() == null) {
          return specifier;
        }
      } else if (!step.equals(".")) {
        steps.addLast(step);
      }
    }
    if (steps.isEmpty() || steps.getLast().indexOf('.') < 0) {
      steps.addLast("index.mjs");
    }
    return String.join("/", steps);
  }

  public static boolean isRelative(String specifier) {
    return specifier.startsWith("./") || specifier.startsWith("../");
  }
}
