package org.tallystick.machine;

import com.oracle.js.parser.ir.Node;
import com.oracle.truffle.api.source.Source;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The violations found in one source file so far. Belongs to one check and is spent by it.
final class Findings {
  /// More than anyone reads; a hostile file could hold a hundred thousand.
  static final int SHOWN_MAX = 100;

  private final String path;
  private final Source source;
  private final Set<Violation> violations = new LinkedHashSet<>();

  Findings(Source source) {
    this.path = source.getName();
    this.source = source;
  }

  void add(Node at, String message) {
    violations.add(violation(at, message));
  }

  void add(Violation violation) {
    violations.add(violation);
  }

  Violation violation(Node at, String message) {
    Place place = place(at.getStart());
    return new Violation(path, place.line(), place.column(), message);
  }

  Place place(int charIndex) {
    int inside = Math.clamp(charIndex, 0, source.getLength());
    return new Place(inside, source.getLineNumber(inside), source.getColumnNumber(inside));
  }

  /// In the order of the source.
  List<Violation> sorted() {
    return violations.stream()
        .sorted(Comparator.comparingInt(Violation::line).thenComparingInt(Violation::column))
        .limit(SHOWN_MAX)
        .toList();
  }
}
