package org.tallystick.sdk.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LibraryTest {
  private static final Path ROOT = Path.of("src/main/js");

  @Test
  void itsFoldersAreListed() throws IOException {
    try (Stream<Path> folders = Files.list(ROOT.resolve("tally"))) {
      assertEquals(
          Set.copyOf(Library.FOLDERS),
          folders
              .map(folder -> ROOT.relativize(folder).toString().replace('\\', '/'))
              .collect(Collectors.toSet()));
    }
  }

  @Test
  void everyIndexPassesOnEveryFileOfItsFolder() throws IOException {
    for (String folder : Library.FOLDERS) {
      String index = folder + "/index.mjs";
      Map<String, String> exports = Library.exports(index, Library.read(index).orElseThrow());
      Set<String> files = new TreeSet<>(exports.values());
      files.add(index);

      assertEquals(files, filesIn(folder));
      exports.forEach((name, file) ->
          assertTrue(
              Library.read(file).orElseThrow().contains("export class " + name + " "),
              file + " does not export " + name));
    }
  }

  private static Set<String> filesIn(String folder) throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
      return files
          .map(file -> ROOT.relativize(file).toString().replace('\\', '/'))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void anIndexIsCutToTheNamesThatAreImported() {
    String index = "export { ERC20 } from './erc20.mjs';\nexport { ERC721 } from './erc721.mjs';\n";

    assertEquals("export { ERC721 } from './erc721.mjs';\n", Library.only(index, Set.of("ERC721")));
    assertEquals("", Library.only(index, Set.of()));
    assertEquals(index, Library.only(index, Set.of("*")));
  }

  @Test
  void aFileThatIsNotThereIsAbsent() {
    assertEquals(
        List.of(),
        Stream.of("tally/token/missing.mjs", "tally/../tally.d.ts")
            .flatMap(path -> Library.read(path).stream())
            .toList());
  }
}
