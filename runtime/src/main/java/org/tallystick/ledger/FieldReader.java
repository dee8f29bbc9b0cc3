package org.tallystick.ledger;

import java.util.function.Supplier;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.rlp.RlpException;
import org.tallystick.rlp.RlpReader;

/// Reads the fields of one item by name, so that every fault in the bytes says which field it is
/// in.
final class FieldReader {
  private final String owner;
  private final RlpReader reader;

  /// @param owner what the fields belong to, as in "header"
  FieldReader(String owner, Bytes encoded) {
    this.owner = owner;
    this.reader = RlpReader.of(encoded);
  }

  long unsignedLong(String field) {
    return read(field, reader::readUnsignedLong);
  }

  /// A number of at most 63 bits.
  long positiveLong(String field) {
    return read(field, reader::readLong);
  }

  U256 u256(String field) {
    return read(field, reader::readU256);
  }

  Bytes bytes(String field) {
    return read(field, reader::readBytes);
  }

  Bytes bytes(String field, int exactLength) {
    return read(field, () -> reader.readBytes(exactLength));
  }

  Hash hash(String field) {
    return Hash.of(bytes(field, Hash.LENGTH));
  }

  Address address(String field) {
    return Address.of(bytes(field, Address.LENGTH));
  }

  /// The next item as it is encoded.
  Bytes raw(String field) {
    return read(field, reader::readRaw);
  }

  boolean isList(String field) {
    return read(field, reader::isList);
  }

  boolean hasNext() {
    return reader.hasNext();
  }

  void enterList(String field) {
    read(
        field,
        () -> {
          reader.enterList();
          return true;
        });
  }

  void leaveList(String field) {
    read(
        field,
        () -> {
          reader.leaveList();
          return true;
        });
  }

  void finish() {
    read(
        "end",
        () -> {
          reader.finish();
          return true;
        });
  }

  private <T> T read(String field, Supplier<T> step) {
    try {
      return step.get();
    } catch (RlpException refusal) {
      throw new LedgerException(
          owner + ", " + field + ": " + refusal.fault() + " (byte " + refusal.offset() + ")");
    }
  }
}
