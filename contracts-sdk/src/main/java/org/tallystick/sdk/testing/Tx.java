package org.tallystick.sdk.testing;

import java.util.List;
import org.tallystick.bytes.Hash;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.sdk.values.Event;
import org.tallystick.sdk.values.Value;

/// A transaction that succeeded.
public final class Tx {
  private final Chain chain;
  private final Account from;
  private final MemoryChain.Mined mined;
  private final Value result;
  private final List<Event> events;

  Tx(Chain chain, Account from, MemoryChain.Mined mined, Value result) {
    this.chain = chain;
    this.from = from;
    this.mined = mined;
    this.result = result;
    this.events = mined.logs().stream().map(log -> chain.event(log, blockNumber())).toList();
  }

  public Account from() {
    return from;
  }

  public Hash hash() {
    return transaction().hash();
  }

  /// As it was signed.
  public SignedTransaction transaction() {
    return mined.transaction();
  }

  public long blockNumber() {
    return mined.block().number();
  }

  /// All gas: the price of a transaction, of its data, of what ran, less refunds.
  public long gasUsed() {
    return mined.outcome().gasUsed();
  }

  /// What the function returned, [Value#NOTHING] where it returns nothing. On a real chain the
  /// sender is not told.
  public Value result() {
    return result;
  }

  /// In the order they were emitted, those of other contracts too.
  public List<Event> events() {
    return events;
  }

  /// The events of this name.
  public List<Event> events(String name) {
    return events.stream().filter(event -> event.name().equals(name)).toList();
  }

  Chain chain() {
    return chain;
  }

  @Override
  public String toString() {
    return hash() + " in block " + blockNumber() + " from " + from.name();
  }
}
