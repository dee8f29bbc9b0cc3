package org.tallystick.execution;

import java.util.List;
import org.tallystick.ledger.Draft;
import org.tallystick.ledger.Receipt;
import org.tallystick.state.StateUpdate;

/// A block that was executed and not yet sealed, and all that comes of it.
///
/// @param receipts one for each transaction, as the header commits to them
/// @param outcomes one for each transaction; what receipts leave out
/// @param update what a store has to write to have the state after the block
public record Executed(
    Draft draft, List<Receipt> receipts, List<Outcome> outcomes, StateUpdate update) {
  public Executed {
    receipts = List.copyOf(receipts);
    outcomes = List.copyOf(outcomes);
  }
}
