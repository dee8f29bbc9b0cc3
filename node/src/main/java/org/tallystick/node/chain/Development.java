package org.tallystick.node.chain;

import java.util.Iterator;
import java.util.OptionalLong;
import java.util.function.Function;
import org.tallystick.bytes.Hash;
import org.tallystick.execution.BlockContext;
import org.tallystick.execution.Departure;
import org.tallystick.execution.Executed;
import org.tallystick.execution.Packed;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.node.store.ChainStore;
import org.tallystick.state.LayeredState;
import org.tallystick.state.StateStore;
import org.tallystick.state.StateUpdate;

/// The development chain's powers over one chain. Each is used in the chain's turn.
final class Development implements DevelopmentLedger {
  /// Of so many a new beginning takes one after another away.
  private static final long BLOCKS_TAKEN_BACK_MAX = 512;

  private final Chain chain;
  private final ChainStore store;

  /// What the block that was packed last took in.
  private Edits taken = Edits.NONE;

  Development(Chain chain, ChainStore store) {
    this.chain = chain;
    this.store = store;
  }

  @Override
  public ChainReader chain() {
    return chain;
  }

  @Override
  public Edits edits() {
    return chain.edits();
  }

  @Override
  public void edit(Function<StateStore, StateUpdate> edit) {
    chain.inTurn(() -> {
      StateStore now = chain.head().store();
      StateUpdate update = edit.apply(now);
      LayeredState state = now instanceof LayeredState edited ? edited : LayeredState.over(now);
      LayeredState after = state.apply(update);
      if (!after.root().equals(now.root())) {
        chain.edit(update, after);
      }
      return true;
    });
  }

  @Override
  public Packed pack(
      BlockContext context, Departure departure, Iterator<SignedTransaction> offered) {
    return chain.inTurn(() -> {
      taken = chain.edits();
      Departure all =
          new Departure(
              taken.together(),
              departure.gasLimit(),
              departure.baseFeePerGasWei(),
              departure.allowsImpersonation());
      return chain.pack(chain.headAsParent(), context, all, offered);
    });
  }

  @Override
  public void commit(Block block, Executed executed, boolean isDurable) {
    chain.inTurn(() -> {
      Hash parent = block.header().parentHash();
      if (!parent.equals(chain.head().hash()) || !taken.equals(chain.edits())) {
        throw new IllegalStateException(
            "block "
                + block.number()
                + " was packed on "
                + parent
                + ", which is not the head, or was edited since");
      }
      chain.extend(block, executed, isDurable);
      return true;
    });
  }

  @Override
  public void rewind(Hash hash, Edits edits) {
    chain.inTurn(() -> {
      OptionalLong number = chain.number(hash);
      if (number.isEmpty()) {
        throw new IllegalArgumentException("block " + hash + " is not on the chain");
      }
      if (number.getAsLong() < chain.head().number()) {
        store.requireWayBack(number.getAsLong());
      }
      chain.rewind(number.getAsLong(), edits);
      return true;
    });
  }

  @Override
  public void restart() {
    chain.inTurn(() -> {
      // Each new beginning removes ranges of keys, which slows reading down for a while.
      if (store.oldestWayBack() == 0 && chain.head().number() <= BLOCKS_TAKEN_BACK_MAX) {
        chain.rewind(0, Edits.NONE);
      } else {
        chain.restart();
      }
      return true;
    });
  }

  @Override
  public void keepWayBack(long number) {
    store.keepWayBack(number);
  }
}
