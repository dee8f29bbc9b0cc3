package org.tallystick.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.contract.Code;
import org.tallystick.ledger.Header;
import org.tallystick.ledger.Receipt;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.state.MemoryStateStore;
import org.tallystick.state.StoredState;

/// A block of four transactions whose outcomes hang on one another, executed once more.
final class BlockReplayTest {
  private static final Address COUNTER =
      Address.fromHex("0x00000000000000000000000000000000000c0de0");
  private static final Hash SLOT = Hash.wrap(U256.ONE.toWord());
  private static final BlockContext CONTEXT =
      new BlockContext(1_700_000_000, Accounts.PROPOSER, Hash.ZERO, Bytes.EMPTY);

  private final ScriptedMachine machine = new ScriptedMachine();
  private final Code counter =
      machine.contract(
          "// counter",
          (invocation, host, gas) -> {
            U256 next = host.load(SLOT).plus(U256.ONE);
            // The later a call, the more it costs.
            gas.charge(100 * next.value().longValueExact());
            host.store(SLOT, next);
            host.emit(List.of(SLOT), invocation.data());
            return ScriptedMachine.NOTHING;
          });
  private final Genesis genesis =
      new Genesis(
          new ChainRules(TransactionBuilder.CHAIN_ID, U256.of(5)),
          1_000_000,
          U256.of(8),
          1_600_000_000,
          Genesis.Engine.INSTANT,
          new TreeMap<>(
              Map.of(
                  Accounts.ALICE,
                  Genesis.Allocation.of(U256.of(1_000_000_000_000L)),
                  COUNTER,
                  new Genesis.Allocation(U256.ZERO, 1, Optional.of(counter), new TreeMap<>()))));
  private final Genesis.Start start = genesis.start();
  private final Header parent = start.block().header();
  private final MemoryStateStore parentState = MemoryStateStore.EMPTY.apply(start.update());
  private final BlockInput input =
      new BlockInput(CONTEXT, List.of(call(0), call(1), call(2), transfer(3)));
  private final Executed executed =
      assertInstanceOf(
              Verdict.Valid.class,
              new BlockProcessor(genesis.rules(), machine, new CodeCache())
                  .execute(parentState, parent, input))
          .executed();
  private final List<Receipt> receipts = executed.receipts();

  private static SignedTransaction call(long nonce) {
    return TransactionBuilder.call(COUNTER).nonce(nonce).sign(Accounts.ALICE_KEY);
  }

  private static SignedTransaction transfer(long nonce) {
    return TransactionBuilder.call(Accounts.BOB).nonce(nonce).value(1).sign(Accounts.ALICE_KEY);
  }

  private void replay(List<Receipt> expected, SortedMap<Integer, Tracer> tracers) {
    new BlockReplay(genesis.rules(), machine, new CodeCache())
        .run(new StoredState(parentState), parent, executed.draft(), expected, tracers);
  }

  private static Optional<TraceEvent.Settled> settled(List<TraceEvent> events) {
    return events.stream()
        .filter(TraceEvent.Settled.class::isInstance)
        .map(TraceEvent.Settled.class::cast)
        .findFirst();
  }

  @Test
  void aTransactionIsTracedAfterAllBeforeIt() {
    List<TraceEvent> events = new ArrayList<>();

    replay(receipts, new TreeMap<>(Map.of(2, events::add)));

    TraceEvent.Begun begun = assertInstanceOf(TraceEvent.Begun.class, events.getFirst());
    assertEquals(input.transactions().get(2).hash(), begun.message().transactionHash());
    assertEquals(1, events.stream().filter(TraceEvent.Begun.class::isInstance).count());
    assertInstanceOf(TraceEvent.Settled.class, events.getLast());
    long gasUsed = receipts.get(2).cumulativeGasUsed() - receipts.get(1).cumulativeGasUsed();
    assertEquals(gasUsed, settled(events).orElseThrow().outcome().gasUsed());
    assertEquals(
        U256.of(7), begun.message().gasPriceWei().minus(U256.of(2)), "the base fee of the block");
  }

  @Test
  void aWholeBlockIsTracedInOnePass() {
    List<List<TraceEvent>> events = new ArrayList<>();
    SortedMap<Integer, Tracer> tracers = new TreeMap<>();
    for (int index = 0; index < input.transactions().size(); index++) {
      List<TraceEvent> own = new ArrayList<>();
      events.add(own);
      tracers.put(index, own::add);
    }

    replay(receipts, tracers);

    long gasUsed = 0;
    for (int index = 0; index < receipts.size(); index++) {
      gasUsed += settled(events.get(index)).orElseThrow().outcome().gasUsed();
      assertEquals(receipts.get(index).cumulativeGasUsed(), gasUsed);
    }
  }

  @Test
  void whatIsSeenAtTheBeginningIsNotChangedYetAndAtTheEndAllIsPaid() {
    List<U256> balances = new ArrayList<>();
    TraceEvent.Begun[] begun = new TraceEvent.Begun[1];

    replay(
        receipts,
        new TreeMap<>(
            Map.of(
                0,
                event -> {
                  if (event instanceof TraceEvent.Begun first) {
                    begun[0] = first;
                  }
                  if (event instanceof TraceEvent.Begun || event instanceof TraceEvent.Settled) {
                    balances.add(
                        begun[0].state().account(Accounts.ALICE).orElseThrow().balanceWei());
                  }
                })));

    long gasUsed = receipts.getFirst().cumulativeGasUsed();
    assertEquals(U256.of(1_000_000_000_000L), balances.getFirst());
    assertEquals(balances.getFirst().minus(U256.of(9 * gasUsed)), balances.getLast());
  }

  @Test
  void anotherOutcomeThanTheReceiptsIsAFault() {
    List<Receipt> others = new ArrayList<>(receipts);
    Receipt second = receipts.get(1);
    others.set(1, Receipt.of(second.type(), true, second.cumulativeGasUsed() + 1, second.logs()));

    ReplayException fault =
        assertThrows(
            ReplayException.class, () -> replay(others, new TreeMap<>(Map.of(1, _ -> {}))));

    String message = String.valueOf(fault.getMessage());
    assertTrue(message.contains(input.transactions().get(1).hash().toString()), message);
    assertTrue(message.contains(Long.toString(second.cumulativeGasUsed())), message);
    assertTrue(message.contains(Long.toString(second.cumulativeGasUsed() + 1)), message);
  }

  @Test
  void whatComesAfterTheLastTracedIsNotExecuted() {
    List<Receipt> onlyFirst = receipts.subList(0, 1);

    replay(onlyFirst, new TreeMap<>(Map.of(0, _ -> {})));
    replay(List.of(), new TreeMap<>());
  }
}
