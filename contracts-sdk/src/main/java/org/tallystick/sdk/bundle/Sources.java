package org.tallystick.sdk.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/// Where the source files of a contract's author lie. Paths have `/` between their steps and none
/// in front.
public interface Sources {
  /// The bytes of a file, absent where there is no such file.
  ///
  /// @throws UncheckedIOException where there is one that cannot be read
  Optional<byte[]> read(String path);

  /// The path as the author knows it, for messages.
  default String shown(String path) {
    return path;
  }

  /// The files of this computer. Paths count from the root of the file system; [#path(Path)] makes
  /// them.
  static Sources files() {
    return FileSources.INSTANCE;
  }

  /// What [#files()] calls a file.
  static String path(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    return absolute.getRoot().relativize(absolute).toString().replace('\\', '/');
  }

  /// Files on the class path, below the package of a class.
  static Sources beside(Class<?> anchor) {
    return path -> {
      try (InputStream file = anchor.getResourceAsStream(path)) {
        return file == null ? Optional.empty() : Optional.of(file.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + path, e);
      }
    };
  }
}
