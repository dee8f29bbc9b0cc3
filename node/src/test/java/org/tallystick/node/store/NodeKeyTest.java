package org.tallystick.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.crypto.KeyPair;

final class NodeKeyTest {
  @TempDir private Path temp;
  private DataFolder folder;

  @BeforeEach
  void claim() {
    folder = DataFolder.claim(temp);
  }

  @AfterEach
  void giveBack() {
    folder.close();
  }

  @Test
  void theKeyIsMadeOnceAndThenTheSame() {
    KeyPair made = NodeKey.loadOrCreate(folder);

    assertEquals(made, NodeKey.loadOrCreate(folder));
  }

  @Test
  void twoFoldersHaveTwoKeys() {
    try (DataFolder other = DataFolder.claim(temp.resolve("other"))) {
      assertNotEquals(NodeKey.loadOrCreate(folder), NodeKey.loadOrCreate(other));
    }
  }

  @Test
  void onlyItsOwnerMayReadTheFile() throws IOException {
    Assumptions.assumeTrue(
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
        "this file system has no permissions");

    NodeKey.loadOrCreate(folder);

    Path file = temp.resolve("node.key");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void aFileThatHoldsNoKeyIsNamedAndNotShown() throws IOException {
    String text = "0x" + "5ec2e7".repeat(10);
    Path file = Files.writeString(temp.resolve("node.key"), text);

    StoreException refusal = assertThrows(StoreException.class, () -> NodeKey.loadOrCreate(folder));

    assertTrue(refusal.words().startsWith(file + " holds no key"), refusal.words());
    assertFalse(refusal.toString().contains("5ec2e7"));
    assertEquals(text, Files.readString(file));
  }
}
