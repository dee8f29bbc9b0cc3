package org.tallystick.trie;

import java.util.List;
import org.tallystick.bytes.Bytes;
import org.tallystick.rlp.RlpWriter;

/// How each kind of node is encoded (Yellow Paper, appendix D).
public final class NodeRlp {
  /// The node of a trie without entries: the RLP of no bytes.
  public static final Bytes EMPTY = new RlpWriter().writeBytes(Bytes.EMPTY).toBytes();

  /// A list header of three bytes, 16 children of 33 and an empty value.
  private static final int BRANCH_LENGTH_COMMON = 3 + Nibbles.RADIX * 33 + 1;

  private NodeRlp() {}

  /// One value at the end of a path.
  public static Bytes leaf(Nibbles path, Bytes value) {
    return new RlpWriter(64 + value.length())
        .beginList()
        .writeBytes(new HexPrefix(path, true).toBytes())
        .writeBytes(value)
        .endList()
        .toBytes();
  }

  /// A path that all keys below share.
  public static Bytes extension(Nibbles path, Reference child) {
    RlpWriter writer = new RlpWriter(80).beginList();
    writer.writeBytes(new HexPrefix(path, false).toBytes());
    child.write(writer);
    return writer.endList().toBytes();
  }

  /// Where keys part.
  ///
  /// @param children 16, those that are not there as [Reference#EMPTY]
  /// @param value of the key that ends here; no bytes where none does
  public static Bytes branch(List<Reference> children, Bytes value) {
    RlpWriter writer = new RlpWriter(BRANCH_LENGTH_COMMON + value.length()).beginList();
    for (Reference child : children) {
      child.write(writer);
    }
    return writer.writeBytes(value).endList().toBytes();
  }
}
