package org.tallystick.machine;

import java.util.Collection;
import java.util.Optional;
import java.util.function.ToIntFunction;

/// Bounds on what is dear to load, held for all files of a code together. People stay far below
/// them; each bounds something whose cost grows faster than the source that asks for it.
final class CodeLimits {
  static final int CLASSES_MAX = 256;

  /// Names that files export. The engine looks through them for each import.
  static final int EXPORTS_MAX = 1_024;

  /// The engine takes up to some milliseconds to prepare each.
  static final int PATTERNS_MAX = 32;

  /// Arrays and objects in patterns that take values apart, those inside others too. The engine
  /// makes a small program of each.
  static final int DESTRUCTURINGS_MAX = 512;

  /// Methods, fields and accessors of one class. Freezing an object takes time by the square of its
  /// properties.
  static final int MEMBERS_MAX = 160;

  /// Statements of a block, items of a list and the like, constants in an array left out. When the
  /// engine first runs one, it looks for its place among the others.
  static final int PARTS_MAX = 1_024;

  private CodeLimits() {}

  /// What a code has too much of, at the file with which it becomes too much; empty where it may be
  /// loaded.
  static Optional<Violation> check(Collection<CheckedSource> files) {
    return tooMany("classes", CLASSES_MAX, files, CheckedSource::classCount)
        .or(() -> tooMany("exports", EXPORTS_MAX, files, file -> file.exports().size()))
        .or(() -> tooMany("regular expressions", PATTERNS_MAX, files, CheckedSource::patternCount))
        .or(() ->
            tooMany(
                "destructuring patterns",
                DESTRUCTURINGS_MAX,
                files,
                CheckedSource::destructuringCount));
  }

  private static Optional<Violation> tooMany(
      String what, int max, Collection<CheckedSource> files, ToIntFunction<CheckedSource> count) {
    int all = files.stream().mapToInt(count).sum();
    int sum = 0;
    for (CheckedSource file : files) {
      sum += count.applyAsInt(file);
      if (sum > max) {
        return Optional.of(
            new Violation(
                file.path(),
                1,
                1,
                "a contract has at most %d %s in all its files, this has %d"
                    .formatted(max, what, all)));
      }
    }
    return Optional.empty();
  }
}
