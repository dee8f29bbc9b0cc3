package org.tallystick.trie;

import java.util.ArrayList;
import java.util.List;
import org.tallystick.bytes.Bytes;
import org.tallystick.rlp.RlpException;
import org.tallystick.rlp.RlpReader;

/// A node as somebody sent it, which refers to those below by their hashes (Yellow Paper, appendix
/// D).
sealed interface EncodedNode {
  /// No entries.
  record Empty() implements EncodedNode {}

  /// One entry.
  ///
  /// @param path what is left of its key
  record Leaf(Nibbles path, Bytes value) implements EncodedNode {}

  /// A branch whose entries share a path.
  ///
  /// @param path at least one step
  record Extension(Nibbles path, Reference child) implements EncodedNode {}

  /// Entries that part here.
  ///
  /// @param children 16, by the next step
  /// @param value of the key that ends here; no bytes where none does
  record Branch(List<Reference> children, Bytes value) implements EncodedNode {
    public Branch {
      children = List.copyOf(children);
    }
  }

  /// @throws RlpException where the bytes are not a node
  static EncodedNode read(Bytes node) {
    RlpReader reader = RlpReader.of(node);
    if (!reader.isList()) {
      reader.readBytes(0);
      reader.finish();
      return new Empty();
    }
    int items = countItems(node);
    reader.enterList();
    EncodedNode read =
        switch (items) {
          case 2 -> readShort(reader);
          case Nibbles.RADIX + 1 -> readBranch(reader);
          default ->
              throw new RlpException(
                  0, "a node has 2 or " + (Nibbles.RADIX + 1) + " items, got " + items);
        };
    reader.leaveList();
    reader.finish();
    return read;
  }

  private static int countItems(Bytes node) {
    RlpReader reader = RlpReader.of(node);
    reader.enterList();
    int items = 0;
    while (reader.hasNext()) {
      reader.skip();
      items++;
    }
    return items;
  }

  private static EncodedNode readShort(RlpReader reader) {
    int offset = reader.offset();
    HexPrefix prefix =
        HexPrefix.read(reader.readBytes())
            .orElseThrow(() -> new RlpException(offset, "not a path in hex-prefix encoding"));
    if (prefix.isLeaf()) {
      return new Leaf(prefix.path(), readValue(reader));
    }
    if (prefix.path().isEmpty()) {
      throw new RlpException(offset, "an extension has at least one step");
    }
    int childOffset = reader.offset();
    Reference child = Reference.read(reader);
    if (child.isEmpty()) {
      throw new RlpException(childOffset, "an extension has a child");
    }
    return new Extension(prefix.path(), child);
  }

  private static Bytes readValue(RlpReader reader) {
    int offset = reader.offset();
    Bytes value = reader.readBytes();
    if (value.isEmpty()) {
      throw new RlpException(offset, "a leaf has a value of at least one byte");
    }
    return value;
  }

  private static EncodedNode readBranch(RlpReader reader) {
    List<Reference> children = new ArrayList<>(Nibbles.RADIX);
    for (int step = 0; step < Nibbles.RADIX; step++) {
      children.add(Reference.read(reader));
    }
    return new Branch(children, reader.readBytes());
  }
}
