package org.tallystick.node.consensus;

import java.util.concurrent.CompletionStage;
import org.tallystick.bytes.Address;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.node.chain.Ledger;
import org.tallystick.node.pool.Admission;
import org.tallystick.node.pool.TransactionPool;

/// Decides, alone or together with other nodes, which transactions make the next block.
///
/// Closing finishes the block that is being made, and makes no more.
public interface ConsensusEngine extends AutoCloseable {
  EngineInfo info();

  /// Whom the blocks that this node makes pay tips and rewards to.
  Address feeRecipient();

  /// Begins to make blocks on top of the ledger's head. Called once.
  ///
  /// @param pool where the engine finds transactions
  void start(Ledger ledger, TransactionPool pool);

  /// Brings a transaction to where the engine looks for them.
  CompletionStage<Admission> submit(SignedTransaction transaction);

  Health health();

  @Override
  void close();
}
