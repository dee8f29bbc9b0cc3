package org.tallystick.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tallystick.trace.TracedStates.in;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.gas.GasSchedule;
import org.tallystick.ledger.AccessListEntry;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.machine.SourceLine;
import org.tallystick.trace.GasPurpose.Item;

/// Where the gas of a transaction went. That the parts are exactly the whole is held by the trace
/// itself, so each test holds it too.
class LineTracerTest {
  private static final String CONTRACT =
      """
      import { Contract, contract, uint256 } from 'tally';
      const Peer = contract(`function work(uint256 n)`);
      export default class Worker extends Contract {
        static abi = `
          function work(uint256 n)
          function ask(address peer, uint256 n)
          function clear()
          function loop()
          function fail()
          function echo(string words) returns (string)
        `;
        static state = { kept: uint256 };
        work(n) {
          for (let i = 0n; i < n; i++) i * i;
          this.kept = n;
        }
        ask(peer, n) {
          Peer.at(peer).work(n);
        }
        clear() { this.kept = 0n; }
        loop() {
          for (;;);
        }
        fail() {
          throw new Error('no');
        }
        echo(words) { return words; }
      }
      """;
  private static final int WORK_HEAD = 13;
  private static final int WORK_LOOP = 14;
  private static final int WORK_STORE = 15;
  private static final int ASK = 18;
  private static final int FAIL_HEAD = 24;
  private static final int FAIL_THROW = 25;

  private final TracedWorld world = new TracedWorld();
  private final Address worker = world.deploy(CONTRACT);
  private final Address peer = world.deploy(CONTRACT);

  private LineTrace trace(SignedTransaction transaction) {
    LineTrace trace = world.lines(transaction);
    assertEquals(world.execute(transaction).gasUsed(), trace.gasUsed());
    return trace;
  }

  /// Gas of a contract's lines, by their numbers.
  private static SortedMap<Integer, Long> lines(LineTrace trace, Address contract) {
    return trace.spent().stream()
        .filter(spent -> spent.contract().equals(Optional.of(contract)))
        .filter(spent -> spent.purpose() instanceof GasPurpose.Line)
        .collect(
            Collectors.toMap(
                spent -> ((GasPurpose.Line) spent.purpose()).line().line(),
                LineTrace.Spent::gas,
                Long::sum,
                TreeMap::new));
  }

  private static long gas(LineTrace trace, Item item) {
    return trace.spent().stream()
        .filter(spent -> spent.purpose() == item)
        .mapToLong(LineTrace.Spent::gas)
        .sum();
  }

  @Test
  void aLineCostsWhatItDoesAndAsOftenAsItDoes() {
    SortedMap<Integer, Long> three = lines(trace(world.call(worker, "work", 3)), worker);
    SortedMap<Integer, Long> seven = lines(trace(world.call(worker, "work", 7)), worker);

    assertEquals(List.of(WORK_HEAD, WORK_LOOP, WORK_STORE), List.copyOf(three.keySet()));
    assertEquals(in(three, WORK_HEAD), in(seven, WORK_HEAD));
    assertEquals(in(three, WORK_STORE), in(seven, WORK_STORE));
    // A turn: the test 25, `i * i` 20, `i++` 20.
    assertEquals(in(three, WORK_LOOP) + 4 * 65, in(seven, WORK_LOOP));
    // A new slot.
    assertTrue(in(three, WORK_STORE) > GasSchedule.SLOT_SET);
  }

  @Test
  void theGasOfACallInsideIsTheCalleesAndNotTheCallers() {
    LineTrace direct = trace(world.call(peer, "work", 100));
    LineTrace asked = trace(world.call(worker, "ask", peer, 100));

    assertEquals(lines(direct, peer), lines(asked, peer));
    SortedMap<Integer, Long> own = lines(asked, worker);
    assertTrue(in(own, ASK) < 5_000, own.toString());
    assertTrue(in(own, ASK) > GasSchedule.COLD_ACCOUNT, own.toString());
  }

  @Test
  void aLineIsToldWithItsText() {
    List<SourceLine> all =
        trace(world.call(worker, "work", 1)).spent().stream()
            .map(LineTrace.Spent::purpose)
            .filter(GasPurpose.Line.class::isInstance)
            .map(purpose -> ((GasPurpose.Line) purpose).line())
            .toList();

    assertTrue(
        all.contains(new SourceLine("main.mjs", WORK_STORE, 5, "    this.kept = n;")),
        all.toString());
  }

  @Test
  void ofALineThatIsTooLongThePartFromTheColumnOnIsTold() {
    String padding = "/* " + "😀".repeat(500) + " */ ";
    String contract =
        CONTRACT.replace("    this.kept = n;", padding + "this.kept = n; " + padding + "n;");
    Address wide = world.deploy(contract);

    List<SourceLine> all =
        trace(world.call(wide, "work", 1)).spent().stream()
            .map(LineTrace.Spent::purpose)
            .filter(GasPurpose.Line.class::isInstance)
            .map(purpose -> ((GasPurpose.Line) purpose).line())
            .filter(line -> line.line() == WORK_STORE)
            .toList();

    assertEquals(2, all.size(), all.toString());
    SourceLine store = all.getFirst();
    assertEquals(padding.length() + 1, store.column());
    assertTrue(store.text().startsWith("this.kept = n; /* 😀"), store.text());
    // A character of two units is not cut in half: the last that is whole ends at 200.
    assertEquals(200, store.text().length());
    assertEquals("n;", all.getLast().text());
  }

  @Test
  void whatIsNoLineHasItsName() {
    SignedTransaction call =
        world.transaction(
            Optional.of(worker),
            world.data(worker, "work", 2),
            0,
            TracedWorld.GAS_LIMIT,
            List.of(new AccessListEntry(worker, List.of(Hash.ZERO))));

    LineTrace trace = trace(call);

    Bytes data = call.payload().data();
    assertEquals(GasSchedule.TRANSACTION, gas(trace, Item.TRANSACTION));
    assertEquals(
        GasSchedule.intrinsic(data, false, 0, 0) - GasSchedule.TRANSACTION,
        gas(trace, Item.CALLDATA));
    assertEquals(4_300, gas(trace, Item.ACCESS_LIST));
    assertTrue(gas(trace, Item.CODE_LOAD) > GasSchedule.CODE_LOAD);
    assertEquals(0, gas(trace, Item.FORFEITED));
    assertEquals(0, gas(trace, Item.REFUND));
  }

  @Test
  void bringingTheResultBackIsNoLines() {
    LineTrace trace = trace(world.call(worker, "echo", "x".repeat(800)));

    assertEquals(100, gas(trace, Item.ABI), "a gas for eight bytes of memory");
  }

  @Test
  void aDeploymentIsCreationParsingAndDeposit() {
    LineTrace trace = trace(world.creation(TracedWorld.code(CONTRACT), 0, TracedWorld.GAS_LIMIT));

    int bytes = TracedWorld.code(CONTRACT).bytes().length();
    assertTrue(gas(trace, Item.CREATION) >= GasSchedule.CREATE);
    assertTrue(gas(trace, Item.CODE_PARSE) > bytes * GasSchedule.CODE_PARSE_BYTE);
    assertEquals(bytes * GasSchedule.CODE_DEPOSIT_BYTE, gas(trace, Item.CODE_DEPOSIT));
  }

  @Test
  void aRefundIsNegative() {
    world.happen(world.call(worker, "work", 1));

    LineTrace trace = trace(world.call(worker, "clear"));

    assertEquals(-GasSchedule.SLOT_CLEARED_REFUND, gas(trace, Item.REFUND));
  }

  @Test
  void theFloorIsWhatIsMissingToIt() {
    Bytes data = Bytes.of(new byte[1_000]);
    LineTrace trace = trace(world.call(TracedWorld.BOB, 0, 100_000, data));

    assertEquals(GasSchedule.TRANSACTION + 10_000, trace.gasUsed());
    assertEquals(6_000, gas(trace, Item.FLOOR));
  }

  @Test
  void whatAHaltTakesBesidesIsForfeited() {
    long limit = 100_000;
    LineTrace trace = trace(world.call(worker, 0, limit, world.data(worker, "loop")));

    assertEquals(limit, trace.gasUsed());
    // The loop would have gone on with 5 more.
    assertTrue(gas(trace, Item.FORFEITED) < 5, trace.toString());

    LineTrace unloaded = trace(world.call(worker, 0, 23_000, world.data(worker, "loop")));
    assertTrue(gas(unloaded, Item.FORFEITED) > 1_500, unloaded.toString());
    assertTrue(lines(unloaded, worker).isEmpty());
  }

  @Test
  void aRevertedCallHasItsLines() {
    LineTrace trace = trace(world.call(worker, "fail"));

    assertTrue(
        lines(trace, worker).keySet().containsAll(List.of(FAIL_HEAD, FAIL_THROW)),
        trace.toString());
  }
}
