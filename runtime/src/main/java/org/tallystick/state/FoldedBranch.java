package org.tallystick.state;

import java.util.List;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.state.Subtree.Child;
import org.tallystick.trie.Nibbles;
import org.tallystick.trie.NodeRlp;
import org.tallystick.trie.Reference;

/// A branch of the state's tries, with the extension that leads to it folded in, as it is stored.
/// It is the only kind of node that is: leaves are flat values.
///
/// | bytes | what |
/// |---|---|
/// | 1 | steps of the way, 0 to 63; plus 128 where a child is inline |
/// | half the steps, rounded up | the way, two digits a byte |
/// | 2 | which children there are; the lowest bit is for step 0 |
/// | 2 | which of them are leaves |
/// | 2 | which of them are inline; left out where none is |
/// | 32, or 1 and as many as it says | for each child its hash, or its length and its RLP |
///
/// @param way the extension's path; no steps where there is none
/// @param children 16, at least two of which are there
record FoldedBranch(Nibbles way, List<Child> children) {
  /// Keys have 64 steps, and the last is the branch's own.
  private static final int WAY_LENGTH_MAX = 2 * Hash.LENGTH - 1;

  private static final int HAS_INLINE = 0x80;

  FoldedBranch {
    children = List.copyOf(children);
  }

  /// What stands for it in the branch above: a reference to the extension, where there is one.
  Reference reference() {
    return Reference.to(way.isEmpty() ? branchRlp() : extensionRlp());
  }

  Bytes branchRlp() {
    return NodeRlp.branch(children.stream().map(Child::reference).toList(), Bytes.EMPTY);
  }

  Bytes extensionRlp() {
    return NodeRlp.extension(way, Reference.to(branchRlp()));
  }

  Bytes toBytes() {
    int present = 0;
    int leaves = 0;
    int inline = 0;
    int length = 1 + Nibbles.packedLength(way.length()) + 2 * Short.BYTES;
    for (int step = 0; step < Nibbles.RADIX; step++) {
      Child child = children.get(step);
      if (child instanceof Subtree.Nothing) {
        continue;
      }
      Reference reference = child.reference();
      present |= 1 << step;
      leaves |= child instanceof Subtree.StoredLeaf ? 1 << step : 0;
      inline |= reference.isInline() ? 1 << step : 0;
      length += reference.bytes().length() + (reference.isInline() ? 1 : 0);
    }
    byte[] stored = new byte[length + (inline == 0 ? 0 : Short.BYTES)];
    stored[0] = (byte) (way.length() | (inline == 0 ? 0 : HAS_INLINE));
    way.packTo(stored, 1);
    int at = 1 + Nibbles.packedLength(way.length());
    at = putMask(stored, at, present);
    at = putMask(stored, at, leaves);
    at = inline == 0 ? at : putMask(stored, at, inline);
    for (Child child : children) {
      if (child instanceof Subtree.Nothing) {
        continue;
      }
      Reference reference = child.reference();
      if (reference.isInline()) {
        stored[at++] = (byte) reference.bytes().length();
      }
      reference.bytes().copyTo(stored, at);
      at += reference.bytes().length();
    }
    return Bytes.wrap(stored);
  }

  private static int putMask(byte[] stored, int at, int mask) {
    stored[at] = (byte) (mask >> Byte.SIZE);
    stored[at + 1] = (byte) mask;
    return at + Short.BYTES;
  }

  /// Reads what [#toBytes()] writes.
  ///
  /// @throws IllegalArgumentException where the bytes are something else
  static FoldedBranch read(Bytes stored) {
    return new Reader(stored).read();
  }

  private static final class Reader {
    private final Bytes stored;
    private int at;

    Reader(Bytes stored) {
      this.stored = stored;
    }

    FoldedBranch read() {
      int first = unsignedByte();
      int wayLength = first & ~HAS_INLINE;
      require(wayLength <= WAY_LENGTH_MAX, "the way has " + wayLength + " steps");
      Nibbles way = way(wayLength);
      int present = mask();
      int leaves = mask();
      int inline = (first & HAS_INLINE) == 0 ? 0 : mask();
      require((inline != 0) == ((first & HAS_INLINE) != 0), "no child is inline");
      require(Integer.bitCount(present) >= 2, "there are fewer than two children");
      require(((leaves | inline) & ~present) == 0, "a child that is not there has a kind");
      Child[] children = new Child[Nibbles.RADIX];
      for (int step = 0; step < Nibbles.RADIX; step++) {
        children[step] = Subtree.Nothing.INSTANCE;
        if ((present >> step & 1) != 0) {
          Reference reference = reference((inline >> step & 1) != 0);
          children[step] =
              (leaves >> step & 1) != 0
                  ? new Subtree.StoredLeaf(reference)
                  : new Subtree.StoredBranch(reference);
        }
      }
      require(at == stored.length(), (stored.length() - at) + " bytes are left over");
      return new FoldedBranch(way, List.of(children));
    }

    private Nibbles way(int length) {
      Bytes packed = take(Nibbles.packedLength(length));
      Nibbles padded = Nibbles.unpack(packed, 0, 2 * packed.length());
      require(length == padded.length() || padded.at(length) == 0, "the way's padding is not zero");
      return padded.take(length);
    }

    private Reference reference(boolean isInline) {
      int length = isInline ? unsignedByte() : Hash.LENGTH;
      require(!isInline || length < Hash.LENGTH, "an inline child has " + length + " bytes");
      return new Reference(take(length));
    }

    private int mask() {
      return unsignedByte() << Byte.SIZE | unsignedByte();
    }

    private int unsignedByte() {
      return take(1).get(0) & 0xff;
    }

    private Bytes take(int length) {
      require(length <= stored.length() - at, "it ends after " + stored.length() + " bytes");
      at += length;
      return stored.slice(at - length, at);
    }

    private static void require(boolean condition, String fault) {
      if (!condition) {
        throw new IllegalArgumentException("not a stored branch: " + fault);
      }
    }
  }
}
