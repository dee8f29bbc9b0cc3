package org.tallystick.ledger;

import java.nio.ByteBuffer;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.Keccak;
import org.tallystick.rlp.RlpWriter;

/// Reads and writes headers: RLP of the 16 fields of Ethereum's London header, in its order.
public final class HeaderCodec {
  private HeaderCodec() {}

  public static Bytes encode(Header header) {
    return new RlpWriter(3 * Bloom.LENGTH)
        .beginList()
        .writeBytes(header.parentHash().arrayUnsafe())
        .writeBytes(header.ommersHash().arrayUnsafe())
        .writeBytes(header.feeRecipient().arrayUnsafe())
        .writeBytes(header.stateRoot().arrayUnsafe())
        .writeBytes(header.transactionsRoot().arrayUnsafe())
        .writeBytes(header.receiptsRoot().arrayUnsafe())
        .writeBytes(header.logsBloom().bytes())
        .writeU256(header.difficulty())
        .writeLong(header.number())
        .writeLong(header.gasLimit())
        .writeLong(header.gasUsed())
        .writeLong(header.timestampSeconds())
        .writeBytes(header.extraData())
        .writeBytes(header.mixHash().arrayUnsafe())
        .writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(header.nonce()).array())
        .writeU256(header.baseFeePerGasWei())
        .endList()
        .toBytes();
  }

  /// Reads what [#encode(Header)] wrote.
  ///
  /// @throws LedgerException where the bytes are not exactly one header
  public static Header decode(Bytes encoded) {
    FieldReader reader = new FieldReader("header", encoded);
    reader.enterList("fields");
    Header header =
        new Header(
            reader.hash("parentHash"),
            reader.hash("sha3Uncles"),
            reader.address("miner"),
            reader.hash("stateRoot"),
            reader.hash("transactionsRoot"),
            reader.hash("receiptsRoot"),
            Bloom.fromBytes(reader.bytes("logsBloom", Bloom.LENGTH)),
            reader.u256("difficulty"),
            reader.positiveLong("number"),
            reader.positiveLong("gasLimit"),
            reader.positiveLong("gasUsed"),
            reader.positiveLong("timestamp"),
            reader.bytes("extraData"),
            reader.hash("mixHash"),
            ByteBuffer.wrap(reader.bytes("nonce", Long.BYTES).toArray()).getLong(),
            reader.u256("baseFeePerGas"));
    reader.leaveList("fields");
    reader.finish();
    return header;
  }

  /// The hash of the block with this header.
  public static Hash hash(Header header) {
    return Keccak.hash(encode(header));
  }
}
