package org.tallystick.node.pool;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tallystick.bytes.Address;
import org.tallystick.ledger.SignedTransaction;

/// Everything that waits at one moment, by sender.
///
/// @param executable by nonce, without a gap after the account's own
/// @param queued by nonce, behind a gap
public record PoolContent(
    SortedMap<Address, List<SignedTransaction>> executable,
    SortedMap<Address, List<SignedTransaction>> queued) {
  public PoolContent {
    executable = Collections.unmodifiableSortedMap(new TreeMap<>(executable));
    queued = Collections.unmodifiableSortedMap(new TreeMap<>(queued));
  }
}
