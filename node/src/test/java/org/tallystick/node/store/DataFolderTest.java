package org.tallystick.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataFolderTest {
  @TempDir private Path temp;

  @Test
  void aFolderIsMadeWhereThereIsNone() {
    Path path = temp.resolve("deep/down");

    DataFolder.claim(path).close();

    assertTrue(Files.isDirectory(path));
  }

  @Test
  void aClaimedFolderIsRefusedToOthersByTheOwnersPid() {
    try (DataFolder claimed = DataFolder.claim(temp)) {
      StoreException refusal =
          assertThrows(StoreException.class, () -> DataFolder.claim(claimed.path()));

      assertEquals(
          "the data folder "
              + temp
              + " is in use by another node (pid "
              + ProcessHandle.current().pid()
              + "); stop that one or choose another folder by --data",
          refusal.words());
    }
  }

  @Test
  void aFolderThatWasGivenBackCanBeClaimedAgain() {
    DataFolder.claim(temp).close();

    DataFolder.claim(temp).close();
  }

  @Test
  void aFileInThePlaceOfTheFolderIsNamed() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "text");

    StoreException refusal = assertThrows(StoreException.class, () -> DataFolder.claim(file));

    assertTrue(
        refusal.words().startsWith("the data folder " + file + " cannot be used: "),
        refusal.words());
  }
}
