package org.tallystick.ledger;

import java.util.ArrayList;
import java.util.List;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.rlp.RlpWriter;
import org.tallystick.trie.MerkleTrie;

/// Reads and writes receipts: RLP, with the transaction's type before it unless that is 0
/// ([EIP-2718](https://eips.ethereum.org/EIPS/eip-2718)).
public final class ReceiptCodec {
  private ReceiptCodec() {}

  /// The receipt as its block's trie holds it.
  public static Bytes encode(Receipt receipt) {
    RlpWriter writer =
        new RlpWriter(2 * Bloom.LENGTH)
            .beginList()
            .writeLong(receipt.succeeded() ? 1 : 0)
            .writeLong(receipt.cumulativeGasUsed())
            .writeBytes(receipt.bloom().bytes())
            .beginList();
    receipt.logs().forEach(log -> writeLog(log, writer));
    Bytes fields = writer.endList().endList().toBytes();
    return receipt.type() == LegacyTransaction.TYPE
        ? fields
        : Bytes.concat(Bytes.of((byte) receipt.type()), fields);
  }

  /// Reads what [#encode(Receipt)] wrote.
  ///
  /// @throws LedgerException where the bytes are not exactly one receipt of type 0, 1 or 2
  public static Receipt decode(Bytes encoded) {
    int type = type(encoded);
    FieldReader reader =
        new FieldReader("receipt", type == LegacyTransaction.TYPE ? encoded : encoded.slice(1));
    reader.enterList("fields");
    boolean succeeded = readStatus(reader);
    long cumulativeGasUsed = reader.positiveLong("cumulativeGasUsed");
    Bloom bloom = Bloom.fromBytes(reader.bytes("logsBloom", Bloom.LENGTH));
    List<Log> logs = new ArrayList<>();
    reader.enterList("logs");
    while (reader.hasNext()) {
      logs.add(readLog(reader));
    }
    reader.leaveList("logs");
    reader.leaveList("fields");
    reader.finish();
    return new Receipt(type, succeeded, cumulativeGasUsed, bloom, logs);
  }

  /// The root of a block's receipts: the trie from index to encoding (Yellow Paper, section 4.4.3).
  public static Hash root(List<Receipt> receipts) {
    return MerkleTrie.orderedRoot(receipts.stream().map(ReceiptCodec::encode).toList());
  }

  private static int type(Bytes encoded) {
    if (encoded.isEmpty()) {
      throw new LedgerException("receipt: there are no bytes");
    }
    int first = encoded.get(0);
    if (first == AccessListTransaction.TYPE || first == FeeMarketTransaction.TYPE) {
      return first;
    }
    if (first >= 0) {
      throw new LedgerException("receipt: type " + first + " is not supported");
    }
    return LegacyTransaction.TYPE;
  }

  private static boolean readStatus(FieldReader reader) {
    long status = reader.positiveLong("status");
    if (status != 0 && status != 1) {
      throw new LedgerException("receipt: status is 0 or 1 (EIP-658), got " + status);
    }
    return status == 1;
  }

  private static void writeLog(Log log, RlpWriter writer) {
    writer.beginList().writeBytes(log.address().arrayUnsafe()).beginList();
    log.topics().forEach(topic -> writer.writeBytes(topic.arrayUnsafe()));
    writer.endList().writeBytes(log.data()).endList();
  }

  private static Log readLog(FieldReader reader) {
    reader.enterList("log");
    Address address = reader.address("log address");
    List<Hash> topics = new ArrayList<>();
    reader.enterList("log topics");
    while (reader.hasNext()) {
      topics.add(reader.hash("log topic"));
    }
    reader.leaveList("log topics");
    Bytes data = reader.bytes("log data");
    reader.leaveList("log");
    return new Log(address, topics, data);
  }
}
