package org.tallystick.node.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/// A disk of a few megabytes in memory, that can be filled up. Needs the right to mount.
public final class SmallDisk implements AutoCloseable {
  private static final int STEP_BYTES = 4 << 10;

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /// @param folder where it is put in place
  /// @return empty where this user may not
  public static Optional<SmallDisk> mount(Path folder, int megabytes) {
    boolean isMounted;
    try {
      String size = "size=" + megabytes + "m";
      isMounted = run("mount", "-t", "tmpfs", "-o", size, "tmpfs", folder.toString()) == 0;
    } catch (IOException noSuchCommand) {
      isMounted = false;
    }
    return isMounted ? Optional.of(new SmallDisk(folder)) : Optional.empty();
  }

  public Path folder() {
    return folder;
  }

  /// Takes all room but so much.
  public void fillBut(long freeBytes) throws IOException {
    FileStore disk = Files.getFileStore(folder);
    try (OutputStream ballast =
        Files.newOutputStream(ballast(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      byte[] step = new byte[STEP_BYTES];
      for (long left = disk.getUsableSpace() - freeBytes; left > 0; left -= STEP_BYTES) {
        ballast.write(step);
      }
    }
  }

  /// Gives back what was taken.
  public void free() throws IOException {
    Files.delete(ballast());
  }

  private Path ballast() {
    return folder.resolve("ballast");
  }

  @Override
  public void close() throws IOException {
    run("umount", folder.toString());
  }

  private static int run(String... command) throws IOException {
    Process process =
        new ProcessBuilder(List.of(command))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return process.waitFor();
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + command[0], interruption);
    }
  }
}
