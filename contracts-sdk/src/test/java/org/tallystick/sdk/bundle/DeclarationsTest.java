package org.tallystick.sdk.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The types that editors read name everything a contract can import.
class DeclarationsTest {
  private static final Pattern EXPORT =
      Pattern.compile("^export (?:const|let|function|class) (\\w+)", Pattern.MULTILINE);

  private static final Pattern TAKEN_APART =
      Pattern.compile("^export const \\{([^}]*)}", Pattern.MULTILINE);

  private static String resource(String path) throws IOException {
    try (InputStream file = DeclarationsTest.class.getResourceAsStream(path)) {
      assertTrue(file != null, path + " is not on the class path");
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Stream<String> exports(String module) {
    return Stream.concat(
        EXPORT.matcher(module).results().map(found -> found.group(1)),
        TAKEN_APART
            .matcher(module)
            .results()
            .map(MatchResult::group)
            .flatMap(names -> Arrays.stream(names.split("\\W+")))
            .filter(name -> !List.of("export", "const", "").contains(name)));
  }

  @Test
  void everyExportOfTallyIsDeclared() throws IOException {
    String declared =
        resource("/org/tallystick/sdk/js/tally.d.ts").split("declare module 'tally/", 2)[0];
    List<String> exports = exports(resource("/org/tallystick/machine/js/tally.mjs")).toList();

    assertTrue(exports.size() > 100, "found only " + exports);
    assertEquals(
        List.of(),
        exports.stream()
            .filter(name -> !Pattern.compile("\\b" + name + "\\b").matcher(declared).find())
            .toList());
  }

  @Test
  void everyClassOfTheLibraryIsDeclared() throws IOException {
    String declared = resource("/org/tallystick/sdk/js/tally.d.ts");
    for (String folder : Library.FOLDERS) {
      String index = folder + "/index.mjs";
      String module = declared.substring(declared.indexOf("declare module '" + folder + "'"));
      for (String name : Library.exports(index, Library.read(index).orElseThrow()).keySet()) {
        assertTrue(module.contains("export class " + name + " "), folder + " has " + name);
      }
    }
  }
}
