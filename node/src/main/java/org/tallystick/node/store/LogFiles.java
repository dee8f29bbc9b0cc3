package org.tallystick.node.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/// The files that RocksDB appends records to and reads from beginning to end when it opens: the
/// write-ahead logs and the manifest.
///
/// A crash may leave the beginning of one more record at the end of a file, and RocksDB drops it.
/// But it takes other things for such an end too, and then drops whole records: those after a
/// record whose length or type was damaged, in the last block of the file; and over some lengths it
/// never comes to an end. So it is looked at before RocksDB opens it: what follows the last whole
/// record has to be the beginning of one that was never finished.
///
/// A file is a row of blocks, a block a row of records. Each has a header: the checksum of all that
/// follows the length, the payload's length, both little-endian, and a type. Where no header fits
/// into the rest of a block, the next record is in the next one.
final class LogFiles {
  private static final int BLOCK_BYTES = 32 << 10;
  private static final int LENGTH_AT = 4;
  private static final int TYPE_AT = 6;
  private static final int HEADER_BYTES = 7;

  /// Added to a checksum that is stored, so that it is no good checksum of data with checksums.
  private static final int MASK = 0xa282ead8;

  private static final int MASK_ROTATION = 15;

  private static final String CURRENT = "CURRENT";

  private LogFiles() {}

  /// Looks at all of a database that is not open.
  ///
  /// @throws StoreException where one is damaged, by its name
  static void requireWhole(Path database) {
    if (!Files.isDirectory(database)) {
      return;
    }
    try {
      List<Path> logs = files(database, ".log");
      Path current = database.resolve(CURRENT);
      if (Files.exists(current)) {
        requireWholeFile(manifest(current));
      } else {
        requireNew(database, logs);
      }
      for (Path log : logs) {
        requireWholeFile(log);
      }
    } catch (IOException fault) {
      throw StoreException.corrupt("the database " + database + " cannot be read: " + fault, fault);
    }
  }

  /// Takes away what was written since the first record that is not whole, for a database whose
  /// newest writes may have come to the disk in part.
  static void cutOff(Path database) {
    try {
      boolean isCut = false;
      for (Path log : files(database, ".log")) {
        if (isCut) {
          Files.delete(log);
          continue;
        }
        OptionalLong wholeBytes = wholeBytes(log);
        if (wholeBytes.isPresent()) {
          try (FileChannel file = FileChannel.open(log, StandardOpenOption.WRITE)) {
            file.truncate(wholeBytes.getAsLong());
            file.force(true);
          }
          isCut = true;
        }
      }
    } catch (IOException fault) {
      throw new StoreException("the logs of " + database + " cannot be cut: " + fault, fault);
    }
  }

  /// How long a file is up to the first record that is not whole; empty where all are.
  private static OptionalLong wholeBytes(Path file) throws IOException {
    try (InputStream input = Files.newInputStream(file)) {
      long blockAt = 0;
      byte[] block = input.readNBytes(BLOCK_BYTES);
      while (block.length > 0) {
        int end = endOfWhole(block);
        if (block.length - end >= HEADER_BYTES) {
          return OptionalLong.of(blockAt + end);
        }
        blockAt += block.length;
        block = input.readNBytes(BLOCK_BYTES);
      }
      return OptionalLong.empty();
    }
  }

  /// Without the file that names the manifest RocksDB would begin anew.
  private static void requireNew(Path database, List<Path> logs) throws IOException {
    boolean isEmpty = files(database, ".sst").isEmpty();
    for (Path log : logs) {
      isEmpty &= Files.size(log) == 0;
    }
    if (!isEmpty) {
      throw StoreException.corrupt("the file " + database.resolve(CURRENT) + " is missing", null);
    }
  }

  private static Path manifest(Path current) throws IOException {
    String name = Files.readString(current, StandardCharsets.ISO_8859_1);
    Path manifest = current.resolveSibling(name.strip().replaceAll("[^A-Z0-9-]", "?"));
    if (!name.matches("MANIFEST-\\d+\n") || !Files.exists(manifest)) {
      throw StoreException.corrupt(
          "the file " + current + " names no manifest that is there", null);
    }
    return manifest;
  }

  private static List<Path> files(Path database, String ending) throws IOException {
    try (Stream<Path> files = Files.list(database)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  private static void requireWholeFile(Path file) throws IOException {
    try (InputStream input = Files.newInputStream(file)) {
      long blockAt = 0;
      byte[] block = input.readNBytes(BLOCK_BYTES);
      while (block.length > 0) {
        byte[] next = input.readNBytes(BLOCK_BYTES);
        int end = endOfWhole(block);
        if (block.length - end >= HEADER_BYTES) {
          boolean isTorn = next.length == 0 && isBeginning(block, end);
          if (!isTorn && !(isZero(block, end) && isZero(next, 0) && isZero(input))) {
            throw StoreException.corrupt(
                "the file " + file + " is damaged at byte " + (blockAt + end), null);
          }
          return;
        }
        blockAt += block.length;
        block = next;
      }
    }
  }

  /// Where the whole records of a block end.
  private static int endOfWhole(byte[] block) {
    int at = 0;
    while (block.length - at >= HEADER_BYTES && isWhole(block, at)) {
      at += HEADER_BYTES + length(block, at);
    }
    return at;
  }

  private static boolean isWhole(byte[] block, int at) {
    if (length(block, at) > block.length - at - HEADER_BYTES) {
      return false;
    }
    CRC32C checksum = new CRC32C();
    checksum.update(block, at + TYPE_AT, 1 + length(block, at));
    return masked(checksum) == stored(block, at);
  }

  /// Whether a record was never finished that reaches past the end of the file. Otherwise it is
  /// whole, and its length is wrong: its checksum is then that of some shorter payload.
  private static boolean isBeginning(byte[] block, int at) {
    if (length(block, at) <= block.length - at - HEADER_BYTES) {
      return false;
    }
    CRC32C checksum = new CRC32C();
    for (int next = at + TYPE_AT; next < block.length; next++) {
      checksum.update(block[next]);
      if (masked(checksum) == stored(block, at)) {
        return false;
      }
    }
    return true;
  }

  /// Room that a file system set aside and that nothing was written to.
  private static boolean isZero(byte[] block, int from) {
    for (int at = from; at < block.length; at++) {
      if (block[at] != 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isZero(InputStream rest) throws IOException {
    byte[] block = rest.readNBytes(BLOCK_BYTES);
    while (block.length > 0) {
      if (!isZero(block, 0)) {
        return false;
      }
      block = rest.readNBytes(BLOCK_BYTES);
    }
    return true;
  }

  private static int length(byte[] block, int at) {
    return Byte.toUnsignedInt(block[at + LENGTH_AT])
        | Byte.toUnsignedInt(block[at + LENGTH_AT + 1]) << Byte.SIZE;
  }

  private static int masked(CRC32C checksum) {
    return Integer.rotateRight((int) checksum.getValue(), MASK_ROTATION) + MASK;
  }

  private static int stored(byte[] block, int at) {
    int value = 0;
    for (int next = LENGTH_AT - 1; next >= 0; next--) {
      value = value << Byte.SIZE | Byte.toUnsignedInt(block[at + next]);
    }
    return value;
  }
}
