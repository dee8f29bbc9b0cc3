package org.tallystick.node.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file in a database that says that its newest writes may not have come to the disk, or not in
/// their order. It is there while a store is open that makes writes durable together, and stays
/// behind where that one was not closed.
record UnsyncedMark(Path database) {
  private static final String FILE = "unsynced";

  boolean isThere() {
    return Files.exists(file());
  }

  /// Sets it, durably, before the database is opened.
  void set() {
    try {
      Files.createDirectories(database);
      try (FileChannel file =
              FileChannel.open(file(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileChannel folder = FileChannel.open(database, StandardOpenOption.READ)) {
        file.force(true);
        folder.force(true);
      }
    } catch (IOException fault) {
      throw failed(fault);
    }
  }

  void remove() {
    try {
      Files.deleteIfExists(file());
    } catch (IOException fault) {
      throw failed(fault);
    }
  }

  private Path file() {
    return database.resolve(FILE);
  }

  private StoreException failed(IOException fault) {
    return new StoreException("the file " + file() + " cannot be written: " + fault, fault);
  }
}
