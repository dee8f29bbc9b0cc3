package org.tallystick.ledger;

import java.util.ArrayList;
import java.util.List;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.Keccak;
import org.tallystick.crypto.Signature;
import org.tallystick.rlp.RlpWriter;

/// Reads and writes blocks: the RLP of `[header, transactions, ommers]` as Ethereum has it, and
/// with a fourth item, the seal, as this chain stores and sends it. The list of ommers is empty.
///
/// A transaction of type 0 stands as the list it is; any other stands as a string of its encoding
/// ([EIP-2718](https://eips.ethereum.org/EIPS/eip-2718)).
public final class BlockCodec {
  /// The number that begins the encoding of [Seal.Signed].
  private static final int SEAL_SIGNED = 1;

  private BlockCodec() {}

  /// The block with its seal.
  public static Bytes encode(Block block) {
    RlpWriter writer = begin(block.header(), block.transactions());
    writeSeal(block.seal(), writer);
    return writer.endList().toBytes();
  }

  /// The block as Ethereum has it, without a seal: what `size` in JSON-RPC measures.
  public static Bytes encode(Draft draft) {
    return begin(draft.header(), draft.transactions()).endList().toBytes();
  }

  /// A block of transactions that nobody signed, in the same form.
  public static Bytes encode(Header header, List<UnsignedTransaction> transactions) {
    RlpWriter writer = new RlpWriter(4_096).beginList().writeRaw(HeaderCodec.encode(header));
    writer.beginList();
    for (UnsignedTransaction transaction : transactions) {
      write(transaction.payload(), transaction.encoded(), writer);
    }
    return writer.endList().beginList().endList().endList().toBytes();
  }

  /// Reads a block with its seal, and recovers the sender of each transaction. Whether the header's
  /// roots fit the transactions is not looked at.
  ///
  /// @throws LedgerException where the bytes are not exactly one block
  public static Block decode(Bytes encoded) {
    FieldReader reader = new FieldReader("block", encoded);
    Draft draft = readDraft(reader);
    Seal seal = readSeal(reader);
    reader.leaveList("items");
    reader.finish();
    return draft.seal(seal);
  }

  /// Reads a block as Ethereum has it, and recovers the sender of each transaction. Whether the
  /// header's roots fit the transactions is not looked at.
  ///
  /// @throws LedgerException where the bytes are not exactly one block without a seal
  public static Draft decodeDraft(Bytes encoded) {
    FieldReader reader = new FieldReader("block", encoded);
    Draft draft = readDraft(reader);
    reader.leaveList("items");
    reader.finish();
    return draft;
  }

  /// Reads the header alone of a block with or without its seal.
  ///
  /// @throws LedgerException where the bytes do not begin as a block does
  public static Header decodeHeader(Bytes encoded) {
    FieldReader reader = new FieldReader("block", encoded);
    reader.enterList("items");
    return HeaderCodec.decode(reader.raw("header"));
  }

  /// Reads one transaction alone of a block with or without its seal, and recovers its sender only.
  ///
  /// @param index from 0
  /// @throws LedgerException where the bytes do not begin as a block does, or it has fewer
  ///   transactions
  public static SignedTransaction decodeTransaction(Bytes encoded, int index) {
    FieldReader reader = new FieldReader("block", encoded);
    reader.enterList("items");
    reader.raw("header");
    reader.enterList("transactions");
    for (int before = 0; before < index; before++) {
      reader.raw("transaction");
    }
    return readTransaction(reader);
  }

  /// Reads the hashes alone of the transactions of a block with or without its seal, and recovers
  /// no sender.
  ///
  /// @throws LedgerException where the bytes do not begin as a block does
  public static List<Hash> decodeTransactionHashes(Bytes encoded) {
    FieldReader reader = new FieldReader("block", encoded);
    reader.enterList("items");
    reader.raw("header");
    List<Hash> hashes = new ArrayList<>();
    reader.enterList("transactions");
    while (reader.hasNext()) {
      boolean isLegacy = reader.isList("transaction");
      hashes.add(Keccak.hash(isLegacy ? reader.raw("transaction") : reader.bytes("transaction")));
    }
    return hashes;
  }

  /// Writes the items that every block has, and leaves their list open.
  private static RlpWriter begin(Header header, List<SignedTransaction> transactions) {
    RlpWriter writer = new RlpWriter(4_096).beginList().writeRaw(HeaderCodec.encode(header));
    writer.beginList();
    for (SignedTransaction transaction : transactions) {
      write(transaction.payload(), transaction.encoded(), writer);
    }
    return writer.endList().beginList().endList();
  }

  private static void write(Transaction payload, Bytes encoded, RlpWriter writer) {
    if (payload.type() == LegacyTransaction.TYPE) {
      writer.writeRaw(encoded);
    } else {
      writer.writeBytes(encoded);
    }
  }

  /// Reads the items that every block has, and stays in their list.
  private static Draft readDraft(FieldReader reader) {
    reader.enterList("items");
    Header header = HeaderCodec.decode(reader.raw("header"));
    List<SignedTransaction> transactions = new ArrayList<>();
    reader.enterList("transactions");
    while (reader.hasNext()) {
      transactions.add(readTransaction(reader));
    }
    reader.leaveList("transactions");
    reader.enterList("ommers");
    if (reader.hasNext()) {
      throw new LedgerException("block, ommers: the list is always empty here (EIP-3675)");
    }
    reader.leaveList("ommers");
    return new Draft(header, transactions);
  }

  private static SignedTransaction readTransaction(FieldReader reader) {
    if (reader.isList("transaction")) {
      return TransactionCodec.decodeInBlock(reader.raw("transaction"));
    }
    SignedTransaction transaction = TransactionCodec.decodeInBlock(reader.bytes("transaction"));
    // The list inside a string would be a second encoding of the same block.
    if (transaction.payload().type() == LegacyTransaction.TYPE) {
      throw new LedgerException("block, transaction: one of type 0 is a list, got a string");
    }
    return transaction;
  }

  private static void writeSeal(Seal seal, RlpWriter writer) {
    writer.beginList();
    switch (seal) {
      case Seal.Genesis() -> {}
      case Seal.Signed(Signature signature) ->
          writer
              .writeLong(SEAL_SIGNED)
              .writeLong(signature.yParity())
              .writeU256(signature.r())
              .writeU256(signature.s());
    }
    writer.endList();
  }

  private static Seal readSeal(FieldReader reader) {
    reader.enterList("seal");
    Seal seal = reader.hasNext() ? readSealOfKind(reader) : new Seal.Genesis();
    reader.leaveList("seal");
    return seal;
  }

  private static Seal readSealOfKind(FieldReader reader) {
    long kind = reader.positiveLong("seal kind");
    if (kind != SEAL_SIGNED) {
      throw new LedgerException("block, seal: kind " + kind + " is not known; 1 is a signature");
    }
    long yParity = reader.positiveLong("seal yParity");
    if (yParity != 0 && yParity != 1) {
      throw new LedgerException("block, seal: yParity is 0 or 1, got " + yParity);
    }
    return new Seal.Signed(
        new Signature(reader.u256("seal r"), reader.u256("seal s"), (int) yParity));
  }
}
