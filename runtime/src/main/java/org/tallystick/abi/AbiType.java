package org.tallystick.abi;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/// A type of the Solidity ABI. Every type takes at least one word, so a length in some data can be
/// held against how much data there is.
public sealed interface AbiType {
  /// Bytes of a word: the unit of all encodings.
  int WORD = 32;

  /// The name that goes into signatures: `uint256`, `(address,bytes)[]`.
  String canonicalName();

  /// Whether the value stands in the tail of an encoding, with only its offset in the head.
  boolean isDynamic();

  /// Bytes the value takes in the head: all of it where its size is fixed, an offset otherwise.
  int headSize();

  /// Reads a type such as `uint256[]` or `tuple(address to, uint256 value)[2]`.
  ///
  /// @throws AbiTextException where the text is no type
  static AbiType parse(String text) {
    return AbiParser.parseType(text);
  }

  /// A type whose values take one word each.
  sealed interface ValueType extends AbiType {
    @Override
    default boolean isDynamic() {
      return false;
    }

    @Override
    default int headSize() {
      return WORD;
    }
  }

  /// An unsigned integer.
  ///
  /// @param bits 8, 16, … 256
  record UIntType(int bits) implements ValueType {
    public UIntType {
      requireBits(bits);
    }

    @Override
    public String canonicalName() {
      return "uint" + bits;
    }
  }

  /// A signed integer in two's complement.
  ///
  /// @param bits 8, 16, … 256, the sign's among them
  record IntType(int bits) implements ValueType {
    public IntType {
      requireBits(bits);
    }

    @Override
    public String canonicalName() {
      return "int" + bits;
    }
  }

  /// True or false.
  record BoolType() implements ValueType {
    @Override
    public String canonicalName() {
      return "bool";
    }
  }

  /// The 20 bytes that name an account.
  record AddressType() implements ValueType {
    @Override
    public String canonicalName() {
      return "address";
    }
  }

  /// A string of bytes of one length.
  ///
  /// @param size 1 to 32
  record FixedBytesType(int size) implements ValueType {
    public FixedBytesType {
      if (size < 1 || size > WORD) {
        throw new IllegalArgumentException("there are bytes1 to bytes32, no bytes" + size);
      }
    }

    @Override
    public String canonicalName() {
      return "bytes" + size;
    }
  }

  /// A string of bytes of any length.
  record BytesType() implements AbiType {
    @Override
    public String canonicalName() {
      return "bytes";
    }

    @Override
    public boolean isDynamic() {
      return true;
    }

    @Override
    public int headSize() {
      return WORD;
    }
  }

  /// Text in UTF-8.
  record StringType() implements AbiType {
    @Override
    public String canonicalName() {
      return "string";
    }

    @Override
    public boolean isDynamic() {
      return true;
    }

    @Override
    public int headSize() {
      return WORD;
    }
  }

  /// Values of one type in a row. Knows its size and name beforehand, since every call asks.
  final class ArrayType implements AbiType {
    private final AbiType element;
    private final OptionalInt length;
    private final boolean isDynamic;
    private final int headSize;
    private final int depth;
    private final int nodes;

    private ArrayType(AbiType element, OptionalInt length) {
      this.element = element;
      this.length = length;
      this.isDynamic = length.isEmpty() || element.isDynamic();
      this.depth = AbiLimits.requireDepth(1 + AbiLimits.depth(element));
      this.nodes = AbiLimits.requireNodes(1L + AbiLimits.nodes(element));
      long size = (long) length.orElse(0) * element.headSize();
      int staticSize = AbiLimits.requireStaticSize(size);
      this.headSize = isDynamic ? WORD : staticSize;
    }

    /// `element[]`, of any length.
    ///
    /// @throws IllegalArgumentException where a limit is passed
    public static ArrayType of(AbiType element) {
      return new ArrayType(element, OptionalInt.empty());
    }

    /// `element[length]`.
    ///
    /// @param length at least 1, as in Solidity
    /// @throws IllegalArgumentException where it is not, or a limit is passed
    public static ArrayType of(AbiType element, int length) {
      if (length < 1) {
        throw new IllegalArgumentException(
            "an array of fixed length has at least 1 element, got " + length);
      }
      return new ArrayType(element, OptionalInt.of(length));
    }

    public AbiType element() {
      return element;
    }

    /// The number of elements, where the type fixes it.
    public OptionalInt length() {
      return length;
    }

    @Override
    public String canonicalName() {
      return element.canonicalName() + suffix();
    }

    /// `[]` or `[3]`.
    String suffix() {
      return length.isPresent() ? "[" + length.getAsInt() + "]" : "[]";
    }

    @Override
    public boolean isDynamic() {
      return isDynamic;
    }

    @Override
    public int headSize() {
      return headSize;
    }

    int depth() {
      return depth;
    }

    int nodes() {
      return nodes;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof ArrayType array
          && length.equals(array.length)
          && element.equals(array.element);
    }

    @Override
    public int hashCode() {
      return Objects.hash(element, length);
    }

    @Override
    public String toString() {
      return canonicalName();
    }
  }

  /// Values of several types, each with a name: a Solidity struct.
  final class TupleType implements AbiType {
    private final Optional<String> name;
    private final AbiParameters components;
    private final int depth;
    private final int nodes;

    private TupleType(Optional<String> name, AbiParameters components) {
      if (components.isEmpty()) {
        throw new IllegalArgumentException(
            "a struct has at least one field, %s has none".formatted(name.orElse("the tuple")));
      }
      this.name = name;
      this.components = components;
      this.depth = AbiLimits.requireDepth(1 + components.depth());
      this.nodes = AbiLimits.requireNodes(1L + components.nodes());
    }

    /// A tuple without a name of its own.
    ///
    /// @throws IllegalArgumentException where there are no components, or a limit is passed
    public static TupleType of(AbiParameters components) {
      return new TupleType(Optional.empty(), components);
    }

    /// A struct.
    ///
    /// @throws IllegalArgumentException where there are no components, or a limit is passed
    public static TupleType of(String name, AbiParameters components) {
      return new TupleType(Optional.of(name), components);
    }

    /// The struct's name; no part of signatures.
    public Optional<String> name() {
      return name;
    }

    public AbiParameters components() {
      return components;
    }

    @Override
    public String canonicalName() {
      return components.canonicalName();
    }

    @Override
    public boolean isDynamic() {
      return components.isDynamic();
    }

    @Override
    public int headSize() {
      return components.isDynamic() ? WORD : components.headSize();
    }

    int depth() {
      return depth;
    }

    int nodes() {
      return nodes;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof TupleType tuple
          && name.equals(tuple.name)
          && components.equals(tuple.components);
    }

    @Override
    public int hashCode() {
      return Objects.hash(name, components);
    }

    @Override
    public String toString() {
      return canonicalName();
    }
  }

  private static void requireBits(int bits) {
    if (bits < 8 || bits > 256 || bits % 8 != 0) {
      throw new IllegalArgumentException("integers have 8, 16, … 256 bits, not " + bits);
    }
  }
}
