package org.tallystick.trie;

import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.Keccak;
import org.tallystick.rlp.RlpException;
import org.tallystick.rlp.RlpReader;
import org.tallystick.rlp.RlpWriter;

/// What stands for a node in its parent: the node's RLP itself where it is shorter than 32 bytes,
/// its hash otherwise (Yellow Paper, appendix D, the node composition function).
///
/// @param bytes the hash where they are 32, the node's RLP where they are fewer
public record Reference(Bytes bytes) {
  /// A reference to no node.
  public static final Reference EMPTY = new Reference(NodeRlp.EMPTY);

  private static final int HASH_LENGTH = Hash.LENGTH;

  /// @throws IllegalArgumentException where the bytes are none or more than 32
  public Reference {
    if (bytes.isEmpty() || bytes.length() > HASH_LENGTH) {
      throw new IllegalArgumentException("a reference has 1 to 32 bytes, got " + bytes.length());
    }
  }

  /// The reference to a node.
  public static Reference to(Bytes nodeRlp) {
    return nodeRlp.length() < HASH_LENGTH
        ? new Reference(nodeRlp)
        : new Reference(Keccak.hash(nodeRlp).bytes());
  }

  /// The reference to a node with this hash.
  public static Reference to(Hash hash) {
    return new Reference(hash.bytes());
  }

  /// Reads the item that stands for a child.
  ///
  /// @throws RlpException where it is neither empty, a hash nor a node shorter than 32 bytes
  static Reference read(RlpReader reader) {
    int offset = reader.offset();
    if (!reader.isList()) {
      Bytes string = reader.readBytes();
      if (string.isEmpty()) {
        return EMPTY;
      }
      if (string.length() != HASH_LENGTH) {
        throw new RlpException(
            offset, "a child's hash has " + HASH_LENGTH + " bytes, got " + string.length());
      }
      return new Reference(string);
    }
    Bytes node = reader.readRaw();
    if (node.length() >= HASH_LENGTH) {
      throw new RlpException(
          offset, "a child inside its parent has at most 31 bytes, got " + node.length());
    }
    return new Reference(node);
  }

  public boolean isEmpty() {
    return bytes.equals(NodeRlp.EMPTY);
  }

  /// Whether the node itself is here, not its hash.
  public boolean isInline() {
    return bytes.length() < HASH_LENGTH;
  }

  /// The hash of the node, however short it is: what stands for the root of a trie.
  public Hash hash() {
    return isInline() ? Keccak.hash(bytes) : Hash.wrap(bytes.arrayUnsafe());
  }

  void write(RlpWriter writer) {
    if (isInline()) {
      writer.writeRaw(bytes);
    } else {
      writer.writeBytes(bytes);
    }
  }
}
