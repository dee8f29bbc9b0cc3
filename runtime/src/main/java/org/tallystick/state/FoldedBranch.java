package org.tallystick.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.rlp.RlpWriter;
import org.tallystick.state.Subtree.Child;
import org.tallystick.trie.Nibbles;
import org.tallystick.trie.NodeRlp;
import org.tallystick.trie.Reference;

/// A branch of the state's tries, with the extension that leads to it folded in, in the bytes in
/// which it is stored. It never changes; [#with] makes another.
///
/// | bytes | what |
/// |---|---|
/// | 1 | steps of the way, 0 to 63; plus 128 where a child is inline |
/// | half the steps, rounded up | the way, two digits a byte |
/// | 2 | the low bit of each child's kind; the lowest is for step 0 |
/// | 2 | the high bit of each child's kind |
/// | 2 | which of them are inline; left out where none is |
/// | 32, or 1 and as many as it says | for each child its hash, or its length and its RLP |
///
/// Kinds are 0 for no child, 1 for a leaf, 2 for a twig and 3 for a branch that is stored.
///
/// A **twig** is a branch that has leaves only. It is not stored: its leaves are neighbours among
/// the flat values, so it can be made of them whenever it is wanted, and most branches are twigs.
final class FoldedBranch {
  static final FoldedBranch WITHOUT_CHILDREN = new FoldedBranch(Nibbles.EMPTY, new byte[5]);

  /// Keys have 64 steps, and the last is the branch's own.
  private static final int WAY_LENGTH_MAX = 2 * Hash.LENGTH - 1;

  private static final int HAS_INLINE = 0x80;

  private static final int LEAF = 1;
  private static final int TWIG = 2;
  private static final int BRANCH = 3;

  private final Nibbles way;
  private final byte[] stored;
  private final int lowBits;
  private final int highBits;
  private final int inline;

  /// Where the references begin.
  private final int referencesAt;

  private FoldedBranch(Nibbles way, byte[] stored) {
    this.way = way;
    this.stored = stored;
    int at = 1 + Nibbles.packedLength(way.length());
    lowBits = mask(stored, at);
    highBits = mask(stored, at + Short.BYTES);
    boolean hasInline = (stored[0] & HAS_INLINE) != 0;
    inline = hasInline ? mask(stored, at + 2 * Short.BYTES) : 0;
    referencesAt = at + (hasInline ? 3 : 2) * Short.BYTES;
  }

  /// A branch with these children.
  ///
  /// @param children 16, by their step, at least two; null where there is none
  static FoldedBranch of(Nibbles way, @Nullable Child[] children) {
    return WITHOUT_CHILDREN.with(way, children);
  }

  /// The extension's path; no steps where there is none.
  Nibbles way() {
    return way;
  }

  /// Whether its children are all leaves.
  boolean isTwig() {
    return highBits == 0;
  }

  boolean has(int step) {
    return ((lowBits | highBits) >> step & 1) != 0;
  }

  Child child(int step) {
    int kind = (lowBits >> step & 1) | (highBits >> step & 1) << 1;
    return switch (kind) {
      case LEAF -> new Subtree.StoredLeaf(reference(step));
      case TWIG -> new Subtree.Twig(reference(step));
      case BRANCH -> new Subtree.StoredBranch(reference(step));
      default -> Subtree.Nothing.INSTANCE;
    };
  }

  private Reference reference(int step) {
    int at = offset(step);
    return isInline(step)
        ? new Reference(Bytes.of(stored, at + 1, stored[at]))
        : new Reference(Bytes.of(stored, at, Hash.LENGTH));
  }

  private boolean isInline(int step) {
    return (inline >> step & 1) != 0;
  }

  private int offset(int step) {
    int before = (1 << step) - 1;
    int hashed = Integer.bitCount((lowBits | highBits) & ~inline & before);
    int at = referencesAt + hashed * Hash.LENGTH;
    for (int other = inline & before; other != 0; other &= other - 1) {
      // The offset of an inline child depends on those before it, of which there are few.
      at += 1 + stored[offset(Integer.numberOfTrailingZeros(other))];
    }
    return at;
  }

  /// How many bytes the child takes where it is stored.
  private int length(int step) {
    if (!has(step)) {
      return 0;
    }
    return isInline(step) ? 1 + stored[offset(step)] : Hash.LENGTH;
  }

  /// This branch at the end of another way.
  FoldedBranch with(Nibbles otherWay) {
    return otherWay.equals(way) ? this : with(otherWay, new Child[Nibbles.RADIX]);
  }

  /// This branch at the end of a way, with some of its children changed.
  ///
  /// @param changed by step; null where the child stays
  FoldedBranch with(Nibbles otherWay, @Nullable Child[] changed) {
    int low = 0;
    int high = 0;
    int inlined = 0;
    int length = 0;
    for (int step = 0; step < Nibbles.RADIX; step++) {
      Child child = changed[step];
      if (child == null) {
        low |= lowBits & 1 << step;
        high |= highBits & 1 << step;
        inlined |= inline & 1 << step;
        length += length(step);
      } else {
        int kind = kind(child);
        low |= (kind & 1) << step;
        high |= (kind >> 1) << step;
        if (kind != 0) {
          Reference reference = child.reference();
          inlined |= reference.isInline() ? 1 << step : 0;
          length += reference.bytes().length() + (reference.isInline() ? 1 : 0);
        }
      }
    }
    int wayLength = Nibbles.packedLength(otherWay.length());
    int head = 1 + wayLength + (inlined == 0 ? 2 : 3) * Short.BYTES;
    byte[] next = new byte[head + length];
    next[0] = (byte) (otherWay.length() | (inlined == 0 ? 0 : HAS_INLINE));
    otherWay.packTo(next, 1);
    putMask(next, 1 + wayLength, low);
    putMask(next, 1 + wayLength + Short.BYTES, high);
    if (inlined != 0) {
      putMask(next, 1 + wayLength + 2 * Short.BYTES, inlined);
    }
    putReferences(next, head, changed);
    return new FoldedBranch(otherWay, next);
  }

  private void putReferences(byte[] next, int from, @Nullable Child[] changed) {
    int at = from;
    for (int step = 0; step < Nibbles.RADIX; step++) {
      Child child = changed[step];
      if (child == null) {
        int length = length(step);
        if (length > 0) {
          System.arraycopy(stored, offset(step), next, at, length);
        }
        at += length;
      } else if (!(child instanceof Subtree.Nothing)) {
        Reference reference = child.reference();
        if (reference.isInline()) {
          next[at++] = (byte) reference.bytes().length();
        }
        reference.bytes().copyTo(next, at);
        at += reference.bytes().length();
      }
    }
  }

  private static int kind(Child child) {
    return switch (child) {
      case Subtree.Nothing _ -> 0;
      case Subtree.StoredLeaf _ -> LEAF;
      case Subtree.Twig _ -> TWIG;
      case Subtree.StoredBranch _ -> BRANCH;
    };
  }

  /// What stands for it in the branch above: a reference to the extension, where there is one.
  Reference reference() {
    return Reference.to(way.isEmpty() ? branchRlp() : extensionRlp());
  }

  Bytes extensionRlp() {
    return NodeRlp.extension(way, Reference.to(branchRlp()));
  }

  Bytes branchRlp() {
    RlpWriter writer = RlpWriter.ofList(rlpPayload());
    for (int step = 0; step < Nibbles.RADIX; step++) {
      if (isInline(step)) {
        int at = offset(step);
        writer.writeRaw(stored, at + 1, stored[at]);
      } else if (has(step)) {
        writer.writeBytes(stored, offset(step), Hash.LENGTH);
      } else {
        writer.writeRaw(Reference.EMPTY.bytes());
      }
    }
    return writer.writeBytes(Bytes.EMPTY).toBytes();
  }

  /// A hash takes a byte more than here, an inline child one less, no child and no value one.
  private int rlpPayload() {
    int hashed = Integer.bitCount((lowBits | highBits) & ~inline);
    int inlined = Integer.bitCount(inline);
    int absent = Nibbles.RADIX - hashed - inlined;
    return stored.length - referencesAt + hashed - inlined + absent + 1;
  }

  /// The bytes that [#read(Bytes)] reads.
  Bytes toBytes() {
    return Bytes.wrap(stored);
  }

  /// Bytes that are stored for it.
  int length() {
    return stored.length;
  }

  private static int mask(byte[] stored, int at) {
    return (stored[at] & 0xff) << Byte.SIZE | (stored[at + 1] & 0xff);
  }

  private static void putMask(byte[] stored, int at, int mask) {
    stored[at] = (byte) (mask >> Byte.SIZE);
    stored[at + 1] = (byte) mask;
  }

  /// Reads what [#toBytes()] gives.
  ///
  /// @throws IllegalArgumentException where the bytes are something else
  static FoldedBranch read(Bytes bytes) {
    byte[] stored = bytes.arrayUnsafe();
    require(stored.length > 0, "it is empty");
    int wayLength = stored[0] & ~HAS_INLINE & 0xff;
    boolean hasInline = (stored[0] & HAS_INLINE) != 0;
    require(wayLength <= WAY_LENGTH_MAX, "the way has " + wayLength + " steps");
    int packed = Nibbles.packedLength(wayLength);
    int head = 1 + packed + (hasInline ? 3 : 2) * Short.BYTES;
    require(head <= stored.length, "it ends after " + stored.length + " bytes");
    Nibbles padded = Nibbles.unpack(bytes, 1, 2 * packed);
    require(
        wayLength == padded.length() || padded.at(wayLength) == 0, "the way's padding is not zero");
    FoldedBranch branch = new FoldedBranch(padded.take(wayLength), stored);
    int present = branch.lowBits | branch.highBits;
    require((branch.inline != 0) == hasInline, "no child is inline");
    require(Integer.bitCount(present) >= 2, "there are fewer than two children");
    require((branch.inline & ~present) == 0, "a child that is not there is inline");
    branch.requireLengths();
    return branch;
  }

  private void requireLengths() {
    int at = referencesAt;
    for (int step = 0; step < Nibbles.RADIX; step++) {
      if (isInline(step)) {
        require(at < stored.length, "it ends after " + stored.length + " bytes");
        int length = stored[at];
        require(
            length > 0 && length < Hash.LENGTH,
            "an inline child has " + (length & 0xff) + " bytes");
        at += 1 + length;
      } else if (has(step)) {
        at += Hash.LENGTH;
      }
    }
    require(at == stored.length, "its children take " + at + " of " + stored.length + " bytes");
  }

  private static void require(boolean condition, String fault) {
    if (!condition) {
      throw new IllegalArgumentException("not a stored branch: " + fault);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FoldedBranch branch && Arrays.equals(stored, branch.stored);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(stored);
  }
}
