package org.tallystick.node.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The folder of one node, claimed for this process until it is closed. The operating system drops
/// the claim with the process, however that ends.
public final class DataFolder implements AutoCloseable {
  /// Locked, and holds the id of the process that locked it.
  private static final String LOCK_FILE = "node.lock";

  /// The byte that is locked lies far behind the text: where locks forbid reading, it stays
  /// readable.
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  private static final int TEXT_LENGTH_MAX = 32;

  private final Path path;
  private final FileChannel lockFile;

  private DataFolder(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /// Claims the folder, and makes it where there is none.
  ///
  /// @throws StoreException where another node has claimed it, or it cannot be written to
  public static DataFolder claim(Path path) {
    FileChannel lockFile = null;
    try {
      Files.createDirectories(path);
      lockFile =
          FileChannel.open(
              path.resolve(LOCK_FILE),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      if (lock(lockFile) == null) {
        String owner = readOwner(lockFile);
        lockFile.close();
        throw inUse(path, owner);
      }
      writeOwner(lockFile);
      return new DataFolder(path, lockFile);
    } catch (IOException fault) {
      closeQuietly(lockFile, fault);
      throw new StoreException(
          "the data folder "
              + path
              + " cannot be used: "
              + fault
              + "; choose one that this user may write to",
          fault);
    }
  }

  static StoreException inUse(Path path, String owner) {
    return new StoreException(
        "the data folder "
            + path
            + " is in use by another node ("
            + owner
            + "); stop that one or choose another folder by --data");
  }

  public Path path() {
    return path;
  }

  /// Where the database is.
  Path database() {
    return path.resolve("db");
  }

  /// Removes the chain and the node's key, and nothing else that lies here.
  ///
  /// @throws StoreException where a file stays
  public void clear() {
    try {
      if (Files.isDirectory(database())) {
        remove(database());
      }
      Files.deleteIfExists(path.resolve(NodeKey.FILE));
    } catch (IOException | UncheckedIOException fault) {
      throw new StoreException("the data folder " + path + " cannot be emptied: " + fault, fault);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      // What lies inside a folder goes before the folder.
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /// Gives the folder back.
  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException fault) {
      throw new StoreException("the lock of the data folder " + path + " cannot be closed", fault);
    }
  }

  private static @Nullable FileLock lock(FileChannel lockFile) throws IOException {
    try {
      return lockFile.tryLock(LOCKED_BYTE, 1, false);
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  private static String readOwner(FileChannel lockFile) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(TEXT_LENGTH_MAX);
    lockFile.read(text, 0);
    String pid = StandardCharsets.US_ASCII.decode(text.flip()).toString().strip();
    return pid.isEmpty() ? "pid unknown" : "pid " + pid;
  }

  private static void writeOwner(FileChannel lockFile) throws IOException {
    lockFile.truncate(0);
    String pid = Long.toString(ProcessHandle.current().pid());
    lockFile.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
  }

  private static void closeQuietly(@Nullable FileChannel lockFile, IOException because) {
    try {
      if (lockFile != null) {
        lockFile.close();
      }
    } catch (IOException fault) {
      because.addSuppressed(fault);
    }
  }
}
