package org.tallystick.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tallystick.trace.TracedStates.in;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.ledger.AccessListEntry;
import org.tallystick.ledger.Log;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.machine.RandomContract;
import org.tallystick.state.Account;
import org.tallystick.state.StateChanges;
import org.tallystick.trace.TracedWorld.Done;

/// Random contracts in groups that call one another, each transaction executed with nobody looking
/// on and with every tracer there is.
class RandomTracesTest {
  /// Random contracts in one run; `-Dtallystick.programs=10000` runs more, and
  /// `-Dtallystick.seed=7` begins with another.
  private static final int PROGRAMS = Integer.getInteger("tallystick.programs", 24);

  private static final long FIRST_SEED = Long.getLong("tallystick.seed", 1);
  private static final int GROUP = 4;

  private final Map<String, Integer> seen = new HashMap<>();

  @Test
  void everyTraceAgreesWithWhatHappened() {
    for (int group = 0; group < PROGRAMS / GROUP; group++) {
      long seed = FIRST_SEED + group;
      try {
        traceGroup(new Random(seed));
      } catch (RuntimeException | AssertionError failure) {
        throw new AssertionError(
            "-Dtallystick.programs=" + GROUP + " -Dtallystick.seed=" + seed, failure);
      }
    }
    // They are about something.
    for (String what :
        List.of("Success", "Revert", "Halt", "inner call", "inner failure", "log", "slot")) {
      assertTrue(seen.containsKey(what), what + " is not among " + seen);
    }
  }

  private void traceGroup(Random random) {
    TracedWorld world = new TracedWorld();
    List<Address> group = new ArrayList<>();
    for (int member = 0; member < GROUP; member++) {
      group.add(world.deploy(RandomContract.text(random)));
    }
    for (int turn = 0; turn < GROUP * 2 * RandomContract.FUNCTIONS; turn++) {
      SignedTransaction transaction =
          random.nextInt(12) == 0
              ? world.creation(
                  TracedWorld.code(RandomContract.text(random)),
                  0,
                  1_500_000 + random.nextInt(500_000))
              : call(world, group, random);
      check(world, transaction);
      world.happen(transaction);
    }
  }

  private static SignedTransaction call(TracedWorld world, List<Address> group, Random random) {
    Address contract = group.get(random.nextInt(GROUP));
    Bytes data =
        world.data(
            contract,
            "f" + random.nextInt(RandomContract.FUNCTIONS),
            BigInteger.valueOf(random.nextInt(6)),
            group.get(random.nextInt(GROUP)));
    List<AccessListEntry> accessList =
        random.nextInt(4) == 0
            ? List.of(new AccessListEntry(contract, List.of(Hash.ZERO)))
            : List.of();
    return world.transaction(
        Optional.of(contract), data, 0, 60_000 + random.nextInt(300_000), accessList);
  }

  private void check(TracedWorld world, SignedTransaction transaction) {
    Done done = world.execute(transaction);
    count(TracedWorld.ending(done.included().outcome()));
    checkCalls(world, transaction, done);
    checkPrestate(world, transaction, done);
    checkLines(world, transaction, done);
  }

  // ---- The tree of calls

  private void checkCalls(TracedWorld world, SignedTransaction transaction, Done done) {
    CallTracer tracer = new CallTracer(false, true);
    assertEquals(done.included(), world.trace(transaction, tracer).included());

    CallTrace root = tracer.result();
    assertEquals(transaction.payload().gasLimit(), root.gas());
    assertEquals(done.gasUsed(), root.gasUsed());
    assertEquals(transaction.payload().data(), root.input());
    List<Log> logs = new ArrayList<>();
    collect(root, logs);
    assertEquals(done.included().logs(), logs);
  }

  /// Takes the logs of a call in the order they were written, which is by their positions.
  private void collect(CallTrace call, List<Log> logs) {
    long inside = 0;
    int next = 0;
    for (int at = 0; at <= call.calls().size(); at++) {
      while (next < call.logs().size() && call.logs().get(next).position() == at) {
        logs.add(call.logs().get(next++).log());
        count("log");
      }
      if (at < call.calls().size()) {
        CallTrace inner = call.calls().get(at);
        assertEquals(call.to().orElse(inner.from()), inner.from());
        inside += inner.gasUsed();
        count("inner call");
        inner.error().ifPresent(_ -> count("inner failure"));
        collect(inner, logs);
      }
    }
    assertEquals(call.logs().size(), next);
    assertTrue(inside <= call.gasUsed(), call.toString());
    assertTrue(call.gasUsed() <= call.gas(), call.toString());
  }

  // ---- The state before and after

  private void checkPrestate(TracedWorld world, SignedTransaction transaction, Done done) {
    PrestateTracer tracer = new PrestateTracer();
    assertEquals(done.included(), world.trace(transaction, tracer).included());
    PrestateTrace trace = tracer.result();

    // What was before is all that the transaction needs.
    Done again = world.executeOn(TracedStates.of(trace.prestate()), transaction);
    assertEquals(done.included(), again.included());

    // What changed is all that changed, and leads from what was before to what is after.
    StateDiff diff = trace.diff();
    assertEquals(done.changes().accounts().keySet(), diff.post().keySet());
    SortedMap<Address, TracedAccount> after = TracedStates.apply(diff, trace.before());
    assertEquals(trace.after(), after);
    done.changes()
        .accounts()
        .forEach((address, change) -> {
          checkAccount(change, in(after, address));
          SortedSet<Hash> slots = new TreeSet<>(in(diff.post(), address).slots().keySet());
          Optional.ofNullable(diff.pre().get(address))
              .ifPresent(pre -> slots.addAll(pre.slots().keySet()));
          assertEquals(change.slots().keySet(), slots);
        });
  }

  private void checkAccount(StateChanges.AccountChange change, TracedAccount account) {
    Account expected = change.after().orElse(Account.EMPTY);
    assertEquals(expected.balanceWei(), account.balanceWei());
    assertEquals(expected.nonce(), account.nonce());
    assertEquals(expected.hasCode(), !account.code().isEmpty());
    change
        .slots()
        .forEach((slot, value) -> {
          assertEquals(value.after(), in(account.slots(), slot));
          count("slot");
        });
  }

  // ---- Gas by lines

  private void checkLines(TracedWorld world, SignedTransaction transaction, Done done) {
    // That its parts are exactly the whole, it says itself.
    LineTrace trace = world.lines(transaction);
    assertEquals(done.gasUsed(), trace.gasUsed());
    for (LineTrace.Spent spent : trace.spent()) {
      assertTrue(spent.gas() > 0 || spent.purpose() == GasPurpose.Item.REFUND, spent.toString());
    }
  }

  private void count(String what) {
    seen.merge(what, 1, Integer::sum);
  }
}
