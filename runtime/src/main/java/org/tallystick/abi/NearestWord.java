package org.tallystick.abi;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Which word somebody may have meant who wrote another one.
public final class NearestWord {
  /// More edits than this, and the word is another word.
  private static final int EDITS_MAX = 2;

  private NearestWord() {}

  /// The known word that takes the fewest edits to reach, where that is one typing slip or two.
  public static Optional<String> to(String word, Collection<String> known) {
    int editsMax = Math.min(EDITS_MAX, word.length() / 2);
    return known.stream()
        .filter(candidate -> Math.abs(candidate.length() - word.length()) <= editsMax)
        .map(candidate -> new Near(candidate, edits(word, candidate)))
        .filter(near -> near.edits <= editsMax)
        .min(
            Comparator.comparingInt(Near::edits)
                .thenComparingInt(near -> Math.abs(near.word.length() - word.length()))
                .thenComparing(Near::word))
        .map(Near::word);
  }

  /// Letters to add, drop, change or swap with their neighbour until one word is the other, case
  /// not counted (Damerau-Levenshtein, where no letter is edited twice).
  private static int edits(String from, String to) {
    int[][] edits = new int[from.length() + 1][to.length() + 1];
    for (int row = 0; row <= from.length(); row++) {
      for (int column = 0; column <= to.length(); column++) {
        edits[row][column] =
            row == 0 || column == 0 ? row + column : fewest(edits, from, to, row, column);
      }
    }
    return edits[from.length()][to.length()];
  }

  private static int fewest(int[][] edits, String from, String to, int row, int column) {
    boolean isSame = same(from.charAt(row - 1), to.charAt(column - 1));
    int changed = edits[row - 1][column - 1] + (isSame ? 0 : 1);
    int addedOrDropped = 1 + Math.min(edits[row - 1][column], edits[row][column - 1]);
    int fewest = Math.min(changed, addedOrDropped);
    boolean isSwap =
        row > 1
            && column > 1
            && same(from.charAt(row - 1), to.charAt(column - 2))
            && same(from.charAt(row - 2), to.charAt(column - 1));
    return isSwap ? Math.min(fewest, 1 + edits[row - 2][column - 2]) : fewest;
  }

  private static boolean same(char one, char other) {
    return Character.toLowerCase(one) == Character.toLowerCase(other);
  }

  private record Near(String word, int edits) {}
}
