package org.tallystick.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.tallystick.json.Json;
import org.tallystick.json.JsonObject;

/// The programs of the folder `machine/language`, by topic.
final class LanguagePrograms {
  private static final String SOURCE = ".mjs";

  private LanguagePrograms() {}

  static Stream<String> topics() {
    try (Stream<Path> files = Files.list(folder())) {
      List<String> topics =
          files
              .map(file -> file.getFileName().toString())
              .filter(file -> file.endsWith(SOURCE))
              .map(file -> file.substring(0, file.length() - SOURCE.length()))
              .sorted()
              .toList();
      return topics.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(String topic) {
    return MachineForTests.resource("language/" + topic + SOURCE);
  }

  /// What each function of a topic returns by ECMA-262, as [GuestJson] writes it.
  static JsonObject expected(String topic) {
    return (JsonObject) Json.parse(MachineForTests.resource("language/" + topic + ".json"));
  }

  private static Path folder() {
    try {
      return Path.of(
          Objects.requireNonNull(LanguagePrograms.class.getResource("/machine/language")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
