package org.tallystick.sdk.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.tallystick.gas.Limits;

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
    try (InputStream bytes = Files.newInputStream(file)) {
      // One byte more than a code may have is enough to see that it has too many.
      return Optional.of(bytes.readNBytes(Limits.CODE_BYTES_MAX + 1));
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
