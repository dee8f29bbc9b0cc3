package org.tallystick.sdk.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The files of this computer.
final class FileSources implements Sources {
  static final FileSources INSTANCE = new FileSources();

  private FileSources() {}

  @Override
  public Optional<byte[]> read(String path) {
    Path file = file(path);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /// As a path from the working folder, where the file lies in it.
  @Override
  public String shown(String path) {
    Path file = file(path);
    Path here = here();
    return (file.startsWith(here) ? here.relativize(file) : file).toString().replace('\\', '/');
  }

  private static Path file(String path) {
    return here().getRoot().resolve(path);
  }

  private static Path here() {
    return Path.of("").toAbsolutePath();
  }
}
