package org.tallystick.execution;

import java.util.List;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.Keccak;
import org.tallystick.ledger.Draft;
import org.tallystick.ledger.Header;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.rlp.RlpWriter;

/// Everything that a block follows from, together with the block before it.
public record BlockInput(BlockContext context, List<SignedTransaction> transactions) {
  public BlockInput {
    transactions = List.copyOf(transactions);
  }

  /// What somebody else's block was made of.
  public static BlockInput of(Draft draft) {
    Header header = draft.header();
    BlockContext context =
        new BlockContext(
            header.timestampSeconds(), header.feeRecipient(), header.mixHash(), header.extraData());
    return new BlockInput(context, draft.transactions());
  }

  /// Names the input, to find again what was executed for it on the same parent. Computed anew at
  /// each call.
  public Hash hash() {
    RlpWriter rlp = new RlpWriter();
    rlp.beginList()
        .writeLong(context.timestampSeconds())
        .writeBytes(context.feeRecipient().bytes())
        .writeBytes(context.randomness().bytes())
        .writeBytes(context.extraData())
        .beginList();
    transactions.forEach(transaction -> rlp.writeBytes(transaction.hash().bytes()));
    Bytes encoded = rlp.endList().endList().toBytes();
    return Keccak.hash(encoded);
  }
}
