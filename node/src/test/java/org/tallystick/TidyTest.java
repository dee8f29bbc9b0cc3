package org.tallystick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TidyTest {
  private static final List<Path> FILES = Project.files(Project.ROOT);
  private static final Path PAGE = Project.ROOT.resolve("docs").resolve("PAGE.md");

  private static final Pattern WRITTEN =
      Pattern.compile(".*\\.(java|mjs|js|ts|xml|md|json|io|properties)|.*/(run|mvnw|tally)");

  @Test
  void linksLeadToFilesThatAreThere() {
    check(ofKind(".md"), Tidy::brokenLinks);
  }

  @Test
  void aLinkToNowhereIsFoundAndOthersAreNot() {
    String text = "[a](NOWHERE.md) [b](#here) [c](https://example.org/x)\n[d](../README.md#top)";
    assertEquals(
        List.of("docs/PAGE.md:1 links to NOWHERE.md, which is not there"),
        Tidy.brokenLinks(PAGE, text));
  }

  @Test
  void followOneTransactionNamesTheEightFilesInTheirOrder() {
    String readme = Project.text(Project.ROOT.resolve("README.md"));
    List<String> names =
        Tidy.linksUnder("Follow one transaction", readme).stream()
            .filter(link -> link.endsWith(".java"))
            .map(link -> link.substring(link.lastIndexOf('/') + 1))
            .toList();
    assertEquals(
        List.of(
            "EthMethods.java",
            "TransactionCodec.java",
            "TransactionPool.java",
            "LocalEngine.java",
            "BlockProcessor.java",
            "TransactionProcessor.java",
            "GraalMachine.java",
            "Chain.java"),
        names);
  }

  @Test
  void onlyTheCommandLineTalksToTheConsole() {
    check(
        file ->
            isMain(file)
                && file.toString().endsWith(".java")
                && !Project.name(file).contains("/node/cli/"),
        Tidy::consoleOutput);
    assertEquals(1, Tidy.consoleOutput(PAGE, "ok\nSystem." + "out.println(1);").size());
  }

  @Test
  void nothingIsLeftUnfinished() {
    check(TidyTest::isWritten, Tidy::unfinished);
    assertEquals(1, Tidy.unfinished(PAGE, "// TO" + "DO later").size());
  }

  @Test
  void noFileNamesAFolderOfOneMachine() {
    check(TidyTest::isWritten, Tidy::machinePaths);
    assertEquals(1, Tidy.machinePaths(PAGE, "cd /ho" + "me/someone").size());
    assertEquals(List.of(), Tidy.machinePaths(PAGE, "https://example.org/home/page"));
  }

  @Test
  void noFileNamesARegistry() {
    check(TidyTest::isWritten, Tidy::registries);
    assertEquals(1, Tidy.registries(PAGE, "https://registry." + "npmjs.org/ethers").size());
  }

  @Test
  void noLineOfThePagesEndsWithASpace() {
    check(ofKind(".md"), Tidy::spacesAtEnd);
    assertEquals(List.of("docs/PAGE.md:2 ends with a space"), Tidy.spacesAtEnd(PAGE, "a\nb \nc"));
  }

  @Test
  void everyPackageSaysWhatItIsAndHoldsNoUnmarkedNull() {
    TreeSet<String> packages = new TreeSet<>();
    TreeSet<String> described = new TreeSet<>();
    TreeMap<String, String> violations = new TreeMap<>();
    for (Path file : FILES) {
      String name = Project.name(file);
      if (!name.endsWith(".java")) {
        continue;
      }
      String room =
          name.replaceFirst("/src/(main|test|jmh|bench)/java/", ":").replaceFirst("/[^/]*$", "");
      packages.add(room);
      if (name.endsWith("/package-info.java")) {
        described.add(room);
        String text = Project.text(file);
        if (!text.startsWith("/// ") || !text.contains("\n@NullMarked\n")) {
          violations.put(name, "starts with a paragraph of what the room is, then @NullMarked");
        }
      }
    }
    packages.removeAll(described);
    packages.forEach(room -> violations.put(room, "has no package-info.java"));
    assertEquals("", lines(violations.entrySet().stream().map(Object::toString).toList()));
  }

  @Test
  void everyResourceIsUsed() {
    List<String> unused = new ArrayList<>();
    List<String> texts = FILES.stream().filter(TidyTest::isWritten).map(Project::text).toList();
    for (Path file : FILES) {
      String name = Project.name(file);
      boolean isResource = name.matches(".*/src/main/(resources|js|dist)/.*");
      if (isResource && !name.endsWith(".md") && !name.contains("META-INF/services/")) {
        String own = Project.text(file);
        if (texts.stream().noneMatch(text -> !text.equals(own) && names(text, file))) {
          unused.add(name + " is named by no other file");
        }
      }
    }
    assertEquals("", lines(unused));
  }

  @Test
  void everyServiceFileNamesAClassThatIsThere() {
    Set<String> sources = new TreeSet<>();
    FILES.forEach(file -> sources.add(Project.name(file)));
    List<String> missing = new ArrayList<>();
    for (Path file : FILES) {
      if (!Project.name(file).contains("/META-INF/services/")) {
        continue;
      }
      for (String type : Project.text(file).strip().lines().toList()) {
        String end = "/java/" + type.replaceFirst("\\$.*", "").replace('.', '/') + ".java";
        if (sources.stream().noneMatch(source -> source.endsWith(end))) {
          missing.add(Project.name(file) + " names " + type + ", which is not there");
        }
      }
    }
    assertEquals("", lines(missing));
  }

  /// Whether a text names a file: by its whole name, or, as in an import, without what follows the
  /// last dot.
  private static boolean names(String text, Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    return text.contains(name)
        || Pattern.compile("\\b" + Pattern.quote(stem) + "\\b").matcher(text).find();
  }

  private static void check(
      Predicate<Path> selected, BiFunction<Path, String, Collection<String>> rule) {
    List<Path> files = FILES.stream().filter(selected).toList();
    assertTrue(!files.isEmpty(), () -> "no file to check under " + Project.ROOT);
    assertEquals(
        "",
        lines(
            files.stream()
                .flatMap(file -> rule.apply(file, Project.text(file)).stream())
                .toList()));
  }

  private static String lines(List<String> violations) {
    return String.join("\n", violations);
  }

  private static Predicate<Path> ofKind(String ending) {
    return file -> file.toString().endsWith(ending);
  }

  private static boolean isWritten(Path file) {
    return WRITTEN.matcher(Project.name(file)).matches() && Files.isRegularFile(file);
  }

  private static boolean isMain(Path file) {
    return Project.name(file).contains("/src/main/");
  }
}
