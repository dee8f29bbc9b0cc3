package org.tallystick.abi;

/// How large a declaration and an encoding may be. A struct is written once and used often, so a
/// short text can describe a type that takes a lifetime to write out; the limits count what it
/// describes, not only what stands there.
public final class AbiLimits {
  /// Characters of a text of declarations: as many as a contract's code may have bytes.
  public static final int TEXT_LENGTH_MAX = 262_144;

  /// Declarations in one abi.
  public static final int ITEMS_MAX = 2_048;

  /// Characters of one name.
  public static final int NAME_LENGTH_MAX = 256;

  /// Types inside one another: `uint256` is 1, `uint256[]` is 2, a struct of such arrays is 3.
  public static final int TYPE_DEPTH_MAX = 32;

  /// Types that one type, or all of one abi, are made of when every struct is written out.
  public static final int TYPE_NODES_MAX = 16_384;

  /// Bytes that a type of fixed size may take: `uint256[1000000]` would be a claim on memory.
  public static final int STATIC_SIZE_MAX = 1 << 20;

  /// Bytes of one encoding. Values may share parts, so few objects can make a long one.
  public static final int ENCODED_LENGTH_MAX = 1 << 24;

  private AbiLimits() {}

  static int depth(AbiType type) {
    return switch (type) {
      case AbiType.ArrayType array -> array.depth();
      case AbiType.TupleType tuple -> tuple.depth();
      case AbiType.ValueType _, AbiType.BytesType _, AbiType.StringType _ -> 1;
    };
  }

  static int nodes(AbiType type) {
    return switch (type) {
      case AbiType.ArrayType array -> array.nodes();
      case AbiType.TupleType tuple -> tuple.nodes();
      case AbiType.ValueType _, AbiType.BytesType _, AbiType.StringType _ -> 1;
    };
  }

  static int requireDepth(int depth) {
    if (depth > TYPE_DEPTH_MAX) {
      throw new IllegalArgumentException(
          "types stand more than " + TYPE_DEPTH_MAX + " deep inside one another");
    }
    return depth;
  }

  static int requireNodes(long nodes) {
    if (nodes > TYPE_NODES_MAX) {
      throw new IllegalArgumentException(
          "more than %,d types once every struct is written out".formatted(TYPE_NODES_MAX));
    }
    return (int) nodes;
  }

  static int requireStaticSize(long size) {
    if (size > STATIC_SIZE_MAX) {
      throw new IllegalArgumentException(
          "a type of fixed size takes at most %,d bytes, this one takes %,d"
              .formatted(STATIC_SIZE_MAX, size));
    }
    return (int) size;
  }
}
