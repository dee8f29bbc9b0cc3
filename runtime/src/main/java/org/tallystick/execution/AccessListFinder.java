package org.tallystick.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Hash;
import org.tallystick.contract.ContractAddress;
import org.tallystick.execution.TransactionProcessor.Result;
import org.tallystick.ledger.AccessListEntry;
import org.tallystick.state.Account;

/// Finds out what a call touches, as the access list that it could carry
/// ([EIP-2930](https://eips.ethereum.org/EIPS/eip-2930)): what was touched in frames that failed is
/// in it too. Sender, callee and proposer are warm without it, so they are named for their slots
/// only.
///
/// A list changes what gas is left, and so perhaps what is touched. The call is run again with all
/// that was found so far until nothing is new.
public final class AccessListFinder {
  /// Nearly always two do.
  private static final int RUNS_MAX = 4;

  private final Simulation simulation;

  public AccessListFinder(Simulation simulation) {
    this.simulation = simulation;
  }

  /// @param entries by address, the slots of each in order
  /// @param result of the last run, which had the list but for what was new in it
  public record Found(List<AccessListEntry> entries, Result result) {
    public Found {
      entries = List.copyOf(entries);
    }
  }

  /// @param gasMax the most one run may use
  public Found find(Scene scene, CallRequest request, long gasMax) {
    SortedMap<Address, Set<Hash>> listed = new TreeMap<>();
    request.accessList().forEach(entry -> add(listed, entry.address(), entry.slots()));
    Set<Address> warm = warm(scene, request);
    for (int run = 1; ; run++) {
      List<AccessListEntry> before = entries(listed);
      RecordingState state = new RecordingState(scene.state());
      Result result =
          simulation.call(
              new Scene(state, scene.block(), scene.gasLimit()),
              request.withAccessList(before),
              gasMax);
      state
          .touched()
          .forEach((address, slots) -> {
            if (!slots.isEmpty() || !warm.contains(address)) {
              add(listed, address, slots);
            }
          });
      List<AccessListEntry> after = entries(listed);
      if (run == RUNS_MAX || after.equals(before)) {
        return new Found(after, result);
      }
    }
  }

  private static Set<Address> warm(Scene scene, CallRequest request) {
    long nonce = scene.state().account(request.from()).map(Account::nonce).orElse(0L);
    Address target = request.to().orElseGet(() -> ContractAddress.byNonce(request.from(), nonce));
    return Set.copyOf(List.of(request.from(), target, scene.block().proposer()));
  }

  private static void add(
      SortedMap<Address, Set<Hash>> listed, Address address, Iterable<Hash> slots) {
    Set<Hash> known = listed.computeIfAbsent(address, _ -> new TreeSet<>());
    slots.forEach(known::add);
  }

  private static List<AccessListEntry> entries(SortedMap<Address, Set<Hash>> listed) {
    List<AccessListEntry> entries = new ArrayList<>();
    listed.forEach(
        (address, slots) -> entries.add(new AccessListEntry(address, List.copyOf(slots))));
    return entries;
  }
}
