package org.tallystick.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tallystick.trace.TracedStates.in;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.contract.Code;
import org.tallystick.ledger.AccessListEntry;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.state.Account;

/// Accounts and slots before and after a transaction, as go-ethereum's `prestateTracer` tells them.
class PrestateTracerTest {
  private static final String CONTRACT =
      """
      import { Contract, balanceOf, uint256 } from 'tally';
      export default class Kept extends Contract {
        static abi = `
          function put(uint256 a)
          function putAndFail(uint256 a)
          function look(address other) returns (uint256)
          function a() view returns (uint256)
        `;
        static state = { first: uint256, second: uint256 };
        put(a) { this.first = a; }
        putAndFail(a) { this.first = a; throw new Error('undone'); }
        look(other) { return balanceOf(other) + this.second; }
        a() { return this.first; }
      }
      """;
  private static final Address STRANGER =
      Address.fromHex("0x0000000000000000000000000000000000000123");

  private final TracedWorld world = new TracedWorld();
  private final Address contract = world.deploy(CONTRACT);

  private PrestateTrace trace(SignedTransaction transaction) {
    PrestateTracer tracer = new PrestateTracer();
    world.trace(transaction, tracer);
    return tracer.result();
  }

  private Account account(Address address) {
    return world.state().account(address).orElse(Account.EMPTY);
  }

  private static SortedMap<Hash, U256> slots(
      SortedMap<Address, TracedAccount> accounts, Address address) {
    return in(accounts, address).slots();
  }

  @Test
  void senderReceiverAndFeeRecipientAreThereAsTheyWere() {
    PrestateTrace trace = trace(world.call(contract, "put", 5));

    assertEquals(
        Set.of(TracedWorld.ALICE, contract, TracedWorld.PROPOSER), trace.before().keySet());
    TracedAccount alice = in(trace.prestate(), TracedWorld.ALICE);
    assertEquals(account(TracedWorld.ALICE).balanceWei(), alice.balanceWei());
    assertEquals(account(TracedWorld.ALICE).nonce(), alice.nonce());
    TracedAccount called = in(trace.prestate(), contract);
    assertEquals(TracedWorld.code(CONTRACT).bytes(), called.code());
    assertEquals(1, called.nonce());
  }

  @Test
  void anAccountThatDoesNotExistIsNoPartOfThePrestate() {
    PrestateTrace trace = trace(world.call(STRANGER, 5, 30_000, Bytes.EMPTY));

    assertTrue(trace.before().containsKey(STRANGER));
    assertTrue(!trace.prestate().containsKey(STRANGER));
    assertTrue(!trace.diff().pre().containsKey(STRANGER));
    assertEquals(Optional.of(U256.of(5)), in(trace.diff().post(), STRANGER).balanceWei());
    assertEquals(OptionalLong.empty(), in(trace.diff().post(), STRANGER).nonce());
  }

  @Test
  void touchedSlotsAreThereWithTheirZeros() {
    world.happen(world.call(contract, "put", 5));

    assertEquals(
        List.of(U256.of(5)),
        List.copyOf(slots(trace(world.call(contract, "put", 6)).prestate(), contract).values()));
    PrestateTrace looked = trace(world.call(contract, "look", STRANGER));
    assertEquals(List.of(U256.ZERO), List.copyOf(slots(looked.prestate(), contract).values()));
    assertTrue(looked.before().containsKey(STRANGER));
  }

  @Test
  void theDiffHoldsWhatChangedAndNothingElse() {
    StateDiff set = trace(world.call(contract, "put", 5)).diff();
    world.happen(world.call(contract, "put", 5));
    StateDiff changed = trace(world.call(contract, "put", 6)).diff();
    StateDiff cleared = trace(world.call(contract, "put", 0)).diff();
    StateDiff same = trace(world.call(contract, "put", 5)).diff();

    assertEquals(List.of(), List.copyOf(slots(set.pre(), contract).values()));
    assertEquals(List.of(U256.of(5)), posted(set));
    assertEquals(List.of(U256.of(5)), List.copyOf(slots(changed.pre(), contract).values()));
    assertEquals(List.of(U256.of(6)), posted(changed));
    assertEquals(List.of(U256.of(5)), List.copyOf(slots(cleared.pre(), contract).values()));
    assertEquals(List.of(), posted(cleared));
    assertEquals(Set.of(TracedWorld.ALICE, TracedWorld.PROPOSER), same.post().keySet());
    assertEquals(Set.of(TracedWorld.ALICE, TracedWorld.PROPOSER), same.pre().keySet());
    assertEquals(
        OptionalLong.of(account(TracedWorld.ALICE).nonce() + 1),
        in(same.post(), TracedWorld.ALICE).nonce());
    assertEquals(Optional.empty(), in(changed.post(), contract).balanceWei());
    assertEquals(Optional.empty(), in(changed.post(), contract).code());
  }

  private List<U256> posted(StateDiff diff) {
    return List.copyOf(in(diff.post(), contract).slots().values());
  }

  @Test
  void whatAFailureUndoesIsTouchedAndDoesNotChange() {
    PrestateTrace trace = trace(world.call(contract, "putAndFail", 5));

    assertEquals(List.of(U256.ZERO), List.copyOf(slots(trace.prestate(), contract).values()));
    assertEquals(Set.of(TracedWorld.ALICE, TracedWorld.PROPOSER), trace.diff().post().keySet());
  }

  @Test
  void aNewContractIsOnlyInThePost() {
    Code code = TracedWorld.code(CONTRACT);
    SignedTransaction creation = world.creation(code, 0, TracedWorld.GAS_LIMIT);
    Address created = world.execute(creation).included().created().orElseThrow();

    PrestateTrace trace = trace(creation);

    assertTrue(!trace.prestate().containsKey(created));
    assertTrue(!trace.diff().pre().containsKey(created));
    assertEquals(Optional.of(code.bytes()), in(trace.diff().post(), created).code());
    assertEquals(OptionalLong.of(1), in(trace.diff().post(), created).nonce());
  }

  @Test
  void whatOnlyTheAccessListNamesIsNotTouched() {
    PrestateTrace trace =
        trace(
            world.transaction(
                Optional.of(TracedWorld.BOB),
                Bytes.EMPTY,
                1,
                100_000,
                List.of(new AccessListEntry(contract, List.of(Hash.ZERO)))));

    assertTrue(!trace.before().containsKey(contract));
  }
}
