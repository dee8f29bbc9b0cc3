package org.tallystick.node.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.KeyPair;

/// The file with the node's own key, by which it seals blocks: `0x` and 64 hex digits, readable by
/// its owner alone.
public final class NodeKey {
  static final String FILE = "node.key";
  private static final String OWNER_ONLY = "rw-------";

  private NodeKey() {}

  /// The key in the folder; a new one, made durable first, where there is none.
  ///
  /// @throws StoreException where the file is there and holds no key, or cannot be written
  public static KeyPair loadOrCreate(DataFolder folder) {
    Path file = folder.path().resolve(FILE);
    try {
      return Files.exists(file) ? load(file) : create(file);
    } catch (IOException fault) {
      throw new StoreException("the node's key cannot be read or written: " + fault, fault);
    }
  }

  private static KeyPair load(Path file) throws IOException {
    // The text is a secret: it belongs in no message, nor does what the parser says about it.
    try {
      return KeyPair.fromSecret(Hash.fromHex(Files.readString(file).strip()));
    } catch (IllegalArgumentException unreadable) {
      throw new StoreException(
          file
              + " holds no key: expected are 0x and 64 hex digits; restore it from a backup, or"
              + " remove it and the node makes itself a new one");
    }
  }

  /// Written beside and moved into place, so that there is never half a key.
  private static KeyPair create(Path file) throws IOException {
    KeyPair key = KeyPair.generate(new SecureRandom());
    Path draft = file.resolveSibling(FILE + ".new");
    Files.deleteIfExists(draft);
    try (FileChannel channel =
        FileChannel.open(
            draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly())) {
      String text = key.secret().toHex() + System.lineSeparator();
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    return key;
  }

  private static FileAttribute<?>[] ownerOnly() {
    boolean hasPermissions =
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return hasPermissions
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY))
        }
        : new FileAttribute<?>[0];
  }
}
