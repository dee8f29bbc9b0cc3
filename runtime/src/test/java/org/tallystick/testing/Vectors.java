package org.tallystick.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Where the official vectors lie: in the folder that the system property `tallystick.vectors`
/// names, otherwise in `../shared/vectors` beside the project. Its `SOURCE.md` says where they come
/// from.
public final class Vectors {
  private Vectors() {}

  /// The folder, where there is one.
  public static Optional<Path> folder() {
    String named = System.getProperty("tallystick.vectors");
    Path folder =
        named != null
            ? Path.of(named)
            : Path.of(System.getProperty("tallystick.root", "."), "..", "shared", "vectors");
    return Files.isDirectory(folder) ? Optional.of(folder.normalize()) : Optional.empty();
  }

  /// A file or folder of the vectors. Skips the test, with words, where they are not here.
  public static Path require(String path) {
    Optional<Path> folder = folder();
    Assumptions.assumeTrue(
        folder.isPresent(),
        "the official vectors are not here: name their folder by -Dtallystick.vectors=...");
    return folder.orElseThrow().resolve(path);
  }

  /// A JSON file of the vectors. Skips the test, with words, where they are not here.
  public static JsonNode requireJson(String path) {
    return new ObjectMapper().readTree(require(path).toFile());
  }
}
