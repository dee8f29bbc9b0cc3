package org.tallystick.node.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rocksdb.Options;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileReader;

/// The files of sorted values. RocksDB names one whose values are damaged, but of one whose index
/// is, it says that the manifest may be.
final class TableFiles {
  private TableFiles() {}

  /// Reads all files of a database that does not open, up to the first that is damaged.
  static Optional<Path> findDamaged(Path database) {
    try (Stream<Path> files = Files.list(database);
        Options options = new Options()) {
      List<Path> tables = files.filter(file -> file.toString().endsWith(".sst")).sorted().toList();
      return tables.stream().filter(table -> isDamaged(table, options)).findFirst();
    } catch (IOException fault) {
      return Optional.empty();
    }
  }

  private static boolean isDamaged(Path table, Options options) {
    try (SstFileReader reader = new SstFileReader(options)) {
      reader.open(table.toString());
      reader.verifyChecksum();
      return false;
    } catch (RocksDBException fault) {
      return true;
    }
  }
}
