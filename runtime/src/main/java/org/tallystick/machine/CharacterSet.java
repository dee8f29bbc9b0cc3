package org.tallystick.machine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// A set of characters, as a regular expression names one.
///
/// @param ranges sorted, apart from one another
record CharacterSet(List<Range> ranges) {
  private static final int LAST = Character.MAX_CODE_POINT;

  static final CharacterSet ALL = of(0, LAST);
  static final CharacterSet DIGITS = of('0', '9');
  static final CharacterSet WORD = DIGITS.or(of('a', 'z')).or(of('A', 'Z')).or(of('_', '_'));
  static final CharacterSet SPACE =
      of('\t', '\r')
          .or(of(' ', ' '))
          .or(of(0xa0, 0xa0))
          .or(of(0x1680, 0x1680))
          .or(of(0x2000, 0x200a))
          .or(of(0x2028, 0x2029))
          .or(of(0x202f, 0x202f))
          .or(of(0x205f, 0x205f))
          .or(of(0x3000, 0x3000))
          .or(of(0xfeff, 0xfeff));
  static final CharacterSet LINE_ENDS = of('\n', '\n').or(of('\r', '\r')).or(of(0x2028, 0x2029));

  /// All beyond ASCII, and the two letters of ASCII that fold with some of them: the long s and the
  /// Kelvin sign.
  private static final CharacterSet FOLDING =
      of(0x80, LAST).or(of('k', 'k')).or(of('K', 'K')).or(of('s', 's')).or(of('S', 'S'));

  /// Each letter of ASCII with its other case.
  private static final List<CharacterSet> BOTH_CASES =
      IntStream.rangeClosed('a', 'z')
          .mapToObj(lower -> of(lower, lower).or(of(lower - 'a' + 'A', lower - 'a' + 'A')))
          .toList();

  CharacterSet {
    ranges = List.copyOf(ranges);
  }

  /// The characters from one to another, both included.
  record Range(int from, int to) {}

  static CharacterSet of(int from, int to) {
    return new CharacterSet(List.of(new Range(from, to)));
  }

  CharacterSet or(CharacterSet other) {
    List<Range> all = new ArrayList<>(ranges);
    all.addAll(other.ranges);
    all.sort(Comparator.comparingInt(Range::from));
    List<Range> merged = new ArrayList<>();
    for (Range range : all) {
      if (!merged.isEmpty() && merged.getLast().to() + 1 >= range.from()) {
        Range last = merged.removeLast();
        merged.add(new Range(last.from(), Math.max(last.to(), range.to())));
      } else {
        merged.add(range);
      }
    }
    return new CharacterSet(merged);
  }

  CharacterSet complement() {
    List<Range> gaps = new ArrayList<>();
    int next = 0;
    for (Range range : ranges) {
      if (next < range.from()) {
        gaps.add(new Range(next, range.from() - 1));
      }
      next = range.to() + 1;
    }
    if (next <= LAST) {
      gaps.add(new Range(next, LAST));
    }
    return new CharacterSet(gaps);
  }

  /// Whether some character is in both.
  boolean meets(CharacterSet other) {
    int here = 0;
    int there = 0;
    while (here < ranges.size() && there < other.ranges.size()) {
      Range a = ranges.get(here);
      Range b = other.ranges.get(there);
      if (a.to() < b.from()) {
        here++;
      } else if (b.to() < a.from()) {
        there++;
      } else {
        return true;
      }
    }
    return false;
  }

  /// The set with every character that is the same when case is ignored, and possibly more: outside
  /// of ASCII all count as the same.
  CharacterSet ignoringCase() {
    CharacterSet wide = this;
    if (meets(FOLDING)) {
      wide = wide.or(FOLDING);
    }
    for (CharacterSet both : BOTH_CASES) {
      if (meets(both)) {
        wide = wide.or(both);
      }
    }
    return wide;
  }
}
