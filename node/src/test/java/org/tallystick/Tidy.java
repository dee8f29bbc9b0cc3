package org.tallystick;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Rules about the text of single files. Each gives what is wrong, with file and line; nothing
/// where all is well.
final class Tidy {
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
  private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");
  private static final Pattern CONSOLE =
      Pattern.compile("System\\.(out|err)\\b|printStackTrace\\(");
  private static final Pattern UNFINISHED =
      Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");

  /// A folder that only some machines have. Not `/usr`, `/opt` and the like, where a script looks
  /// for what may be there.
  private static final Pattern MACHINE_PATH =
      Pattern.compile("(?<![\\w.:*/~}])/(home|root|work|Users|tmp)/[\\w.]");

  private static final Pattern REGISTRY =
      Pattern.compile(
          "repo1?\\.maven\\.|registry\\.(npmjs|yarnpkg)\\.|pypi\\.org|pythonhosted\\.org");

  private static final Pattern SPACE_AT_END = Pattern.compile("[ \\t]+$");

  private Tidy() {}

  /// Links to files that are not there. Links out of the project and into the same page are not
  /// followed.
  static List<String> brokenLinks(Path file, String text) {
    return violations(
        file,
        text,
        LINK,
        found -> {
          String target = found.group(1).replaceFirst("#.*", "");
          boolean isElsewhere = target.isEmpty() || ELSEWHERE.matcher(target).matches();
          return isElsewhere || Files.exists(file.resolveSibling(target))
              ? ""
              : "links to " + target + ", which is not there";
        });
  }

  /// Targets of the links in one section of a page, in their order.
  static List<String> linksUnder(String heading, String text) {
    int from = text.indexOf("\n## " + heading + "\n");
    if (from < 0) {
      return List.of();
    }
    int to = text.indexOf("\n## ", from + 1);
    Matcher links = LINK.matcher(text.substring(from, to < 0 ? text.length() : to));
    return links.results().map(link -> link.group(1)).toList();
  }

  static List<String> consoleOutput(Path file, String text) {
    return violations(
        file, text, CONSOLE, found -> found.group() + ": only org.tallystick.node.cli talks");
  }

  static List<String> unfinished(Path file, String text) {
    return violations(
        file, text, UNFINISHED, found -> found.group() + ": finish it, or open an issue");
  }

  static List<String> machinePaths(Path file, String text) {
    return violations(
        file, text, MACHINE_PATH, found -> "names a folder of one machine: " + found.group());
  }

  static List<String> registries(Path file, String text) {
    return violations(
        file,
        text,
        REGISTRY,
        found -> "names a registry: " + found.group() + "; that is for the user's settings to say");
  }

  static List<String> spacesAtEnd(Path file, String text) {
    return violations(file, text, SPACE_AT_END, _ -> "ends with a space");
  }

  private interface Rule {
    /// What is wrong; empty where nothing is.
    String check(Matcher found);
  }

  private static List<String> violations(Path file, String text, Pattern pattern, Rule rule) {
    List<String> violations = new ArrayList<>();
    String[] lines = text.split("\n", -1);
    for (int line = 0; line < lines.length; line++) {
      Matcher found = pattern.matcher(lines[line]);
      while (found.find()) {
        String words = rule.check(found);
        if (!words.isEmpty()) {
          violations.add(Project.name(file) + ":" + (line + 1) + " " + words);
        }
      }
    }
    return violations;
  }
}
