package org.tallystick;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The project's folder, as its own tests read it.
final class Project {
  static final Path ROOT = Path.of(System.getProperty("tallystick.root", "..")).normalize();

  /// Folders of what is made, not written.
  private static final Set<String> MADE =
      Set.of(".git", ".idea", ".vscode", "target", "node_modules", "out");

  private Project() {}

  /// All files under a folder that people wrote, in order; none where there is no such folder.
  static List<Path> files(Path folder) {
    List<Path> found = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return found;
    }
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path next, BasicFileAttributes attributes) {
              return MADE.contains(next.getFileName().toString())
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              found.add(file);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    found.sort(null);
    return found;
  }

  static String text(Path file) {
    try {
      // Not strict: some files under test are deliberately no text.
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /// How a file is called in a message: by its way from the root.
  static String name(Path file) {
    return ROOT.relativize(file).toString().replace('\\', '/');
  }
}
