package org.tallystick.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.abi.RevertData;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.U256;
import org.tallystick.execution.Outcome;
import org.tallystick.execution.TraceEvent.FrameKind;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.trace.TracedWorld.Done;

/// Calls of one contract, as go-ethereum's `callTracer` tells them.
class CallTracerTest {
  /// Calls another of its kind, and does with it whatever a test asks for.
  static final String CALLER =
      """
      import { Contract, call, contract, msg, self, uint256 } from 'tally';
      const Peer = contract(`
        function log(uint256 n)
        function n() view returns (uint256)
        function fail()
        function odd()
        function forever()
        function deep()
      `);
      export default class Caller extends Contract {
        static abi = `
          constructor() payable
          function log(uint256 n)
          function n() view returns (uint256)
          function fail()
          function odd()
          function forever()
          function deep()
          function logs(address peer)
          function reads(address peer) returns (uint256)
          function fails(address peer)
          function pays(address peer)
          function makes(uint256 value)
          event Logged(uint256 n)
          error Odd(uint256 n)
        `;
        static state = { kept: uint256 };
        static reentrant = true;
        init() { if (msg.value === 7n) throw new Error('no child'); }
        log(n) { this.emit.Logged(n); this.kept = n; }
        n() { return this.kept; }
        fail() { this.emit.Logged(9n); throw new Error('no way'); }
        odd() { throw this.errors.Odd(3n); }
        forever() { for (;;); }
        deep() { call(self, { data: msg.data }); }
        logs(peer) {
          this.emit.Logged(1n);
          Peer.at(peer).log(2n);
          this.emit.Logged(3n);
        }
        reads(peer) { return Peer.at(peer).n(); }
        fails(peer) {
          try { Peer.at(peer).fail(); } catch { this.kept = 1n; }
          try { Peer.at(peer).odd(); } catch { this.kept = 2n; }
          try { Peer.at(peer).with({ gas: 50_000n }).forever(); } catch { this.kept = 3n; }
        }
        pays(peer) {
          call(peer, { value: 2n });
          call(peer, { value: 1_000n });
        }
        makes(value) { try { Caller.deploy({ value }); } catch { this.kept = 4n; } }
      }
      """;

  private final TracedWorld world = new TracedWorld();
  private final Address caller = world.deploy(CALLER);
  private final Address peer = world.deploy(CALLER);

  private record Traced(CallTrace call, Done done) {}

  private Traced trace(SignedTransaction transaction) {
    CallTracer tracer = new CallTracer(false, true);
    Done done = world.trace(transaction, tracer);
    return new Traced(tracer.result(), done);
  }

  private CallTrace traceCall(String function, Object... arguments) {
    return trace(world.call(caller, function, arguments)).call;
  }

  @Test
  void theOutermostCallHasTheLimitAndTheGasOfTheTransaction() {
    SignedTransaction transaction = world.call(caller, "log", 5);

    Traced traced = trace(transaction);

    CallTrace root = traced.call;
    assertEquals(FrameKind.CALL, root.kind());
    assertEquals(TracedWorld.ALICE, root.from());
    assertEquals(Optional.of(caller), root.to());
    assertEquals(Optional.of(U256.ZERO), root.valueWei());
    assertEquals(TracedWorld.GAS_LIMIT, root.gas());
    assertEquals(traced.done.gasUsed(), root.gasUsed());
    assertEquals(transaction.payload().data(), root.input());
    assertEquals(Optional.empty(), root.error());
    assertEquals(List.of(), root.calls());
  }

  @Test
  void aTransferIsACallThatUsesNothingInside() {
    Traced traced = trace(world.call(TracedWorld.BOB, 3, 21_000, Bytes.EMPTY));

    assertEquals(Optional.of(U256.of(3)), traced.call.valueWei());
    assertEquals(21_000, traced.call.gas());
    assertEquals(21_000, traced.call.gasUsed());
    assertTrue(traced.call.output().isEmpty());
  }

  @Test
  void logsTellHowManyCallsWereBeforeThem() {
    CallTrace root = traceCall("logs", peer);

    assertEquals(List.of(0, 1), positions(root));
    assertEquals(List.of(0, 2), indexes(root));
    CallTrace inner = root.calls().getFirst();
    assertEquals(List.of(0), positions(inner));
    assertEquals(List.of(1), indexes(inner));
    assertEquals(peer, inner.logs().getFirst().log().address());
    assertEquals(caller, inner.from());
  }

  private static List<Integer> indexes(CallTrace call) {
    return call.logs().stream().map(CallTrace.TracedLog::index).toList();
  }

  private static List<Integer> positions(CallTrace call) {
    return call.logs().stream().map(CallTrace.TracedLog::position).toList();
  }

  @Test
  void aCallThatMayOnlyReadCarriesNoValue() {
    CallTrace inner = traceCall("reads", peer).calls().getFirst();

    assertEquals(FrameKind.STATICCALL, inner.kind());
    assertEquals(Optional.empty(), inner.valueWei());
    assertEquals(Bytes.of(U256.ZERO.toWord()), inner.output());
  }

  @Test
  void failuresAreToldInTheWordsOfEthereumsClients() {
    List<CallTrace> calls = traceCall("fails", peer).calls();

    assertEquals(3, calls.size());
    CallTrace failed = calls.get(0);
    assertEquals(Optional.of("execution reverted"), failed.error());
    assertEquals(Optional.of("no way"), failed.revertReason());
    assertEquals(RevertData.encodeError("no way"), failed.output());
    assertEquals(List.of(), failed.logs());
    CallTrace odd = calls.get(1);
    assertEquals(Optional.of("execution reverted"), odd.error());
    assertEquals(Optional.empty(), odd.revertReason());
    assertEquals(36, odd.output().length());
    CallTrace forever = calls.get(2);
    assertEquals(Optional.of("out of gas"), forever.error());
    assertEquals(50_000, forever.gas());
    assertEquals(50_000, forever.gasUsed());
    assertTrue(forever.output().isEmpty());
  }

  @Test
  void aFailedTransactionKeepsNoLogOfAnyCall() {
    Bytes data = world.data(caller, "logs", peer);
    long enough = world.execute(world.call(caller, 0, TracedWorld.GAS_LIMIT, data)).gasUsed();

    Traced traced = trace(world.call(caller, 0, enough - 300, data));

    assertEquals(Outcome.Halt.class, traced.done.included().outcome().getClass());
    assertEquals(Optional.of("out of gas"), traced.call.error());
    assertEquals(List.of(), traced.call.logs());
    assertEquals(1, traced.call.calls().size());
    assertEquals(List.of(), traced.call.calls().getFirst().logs());
  }

  @Test
  void aCallThatTheMoneyIsMissingForIsThereAndUsesNothing() {
    Address rich = world.deployWith(10, CALLER);

    CallTrace root = trace(world.call(rich, "pays", TracedWorld.BOB)).call;

    List<CallTrace> calls = root.calls();
    assertEquals(Optional.empty(), calls.get(0).error());
    assertEquals(Optional.of(U256.of(2)), calls.get(0).valueWei());
    assertEquals(Optional.of("insufficient balance for transfer"), calls.get(1).error());
    assertEquals(0, calls.get(1).gasUsed());
    assertTrue(calls.get(1).gas() > 0);
  }

  @Test
  void aCallThatIsTooDeepIsTheLast() {
    CallTrace call = traceCall("deep");

    int depth = 1;
    while (!call.calls().isEmpty()) {
      call = call.calls().getFirst();
      depth++;
    }
    assertEquals(Optional.of("max call depth exceeded"), call.error());
    assertEquals(257, depth);
  }

  private CallTrace made(long value) {
    Address rich = world.deployWith(10, CALLER);
    return trace(world.call(rich, "makes", value)).call.calls().getFirst();
  }

  @Test
  void aCreationGivesTheCode() {
    CallTrace made = made(1);

    assertEquals(FrameKind.CREATE, made.kind());
    assertEquals(Optional.empty(), made.error());
    assertEquals(TracedWorld.code(CALLER).bytes(), made.output());
    assertEquals(made.input(), made.output());
    assertEquals(Optional.of(U256.ONE), made.valueWei());
    assertTrue(made.to().isPresent());
  }

  @Test
  void aCreationThatFailedHasNoAddress() {
    CallTrace made = made(7);

    assertEquals(Optional.of("no child"), made.revertReason());
    assertEquals(Optional.empty(), made.to());
  }

  @Test
  void aCreationThatTheMoneyIsMissingForHasNoAddressToo() {
    CallTrace made = made(1_000);

    assertEquals(Optional.of("insufficient balance for transfer"), made.error());
    assertEquals(Optional.empty(), made.to());
    assertEquals(TracedWorld.code(CALLER).bytes(), made.input());
  }

  @Test
  void theCallsInsideAreLeftOutWhereNobodyAsksForThem() {
    CallTracer tracer = new CallTracer(true, true);
    world.trace(world.call(caller, "logs", peer), tracer);

    CallTrace root = tracer.result();
    assertEquals(List.of(), root.calls());
    assertEquals(2, root.logs().size());
  }

  @Test
  void logsAreLeftOutWhereNobodyAsksForThem() {
    CallTracer tracer = new CallTracer(false, false);
    world.trace(world.call(caller, "logs", peer), tracer);

    assertEquals(List.of(), tracer.result().logs());
    assertEquals(1, tracer.result().calls().size());
  }

  @Test
  void namedFunctionsAreCountedWithTheSizeOfTheirArguments() {
    FourByteTracer tracer = new FourByteTracer();
    SignedTransaction transaction = world.call(caller, "fails", peer);
    world.trace(transaction, tracer);

    assertEquals(
        Map.of(
            selector("fails", peer) + "-32",
            1,
            selector("fail") + "-0",
            1,
            selector("odd") + "-0",
            1,
            selector("forever") + "-0",
            1),
        tracer.result().calls());
  }

  @Test
  void calledTwiceIsCountedTwiceAndCreationsAreNotCounted() {
    FourByteTracer deep = new FourByteTracer();
    world.trace(world.call(caller, "deep"), deep);
    assertEquals(Map.of(selector("deep") + "-0", 257), deep.result().calls());

    FourByteTracer creation = new FourByteTracer();
    world.trace(world.creation(TracedWorld.code(CALLER), 0, TracedWorld.GAS_LIMIT), creation);
    assertEquals(Map.of(), creation.result().calls());

    FourByteTracer transfer = new FourByteTracer();
    world.trace(world.call(TracedWorld.BOB, 1, 30_000, Bytes.fromHex("0x010203")), transfer);
    assertEquals(Map.of(), transfer.result().calls());
  }

  private String selector(String function, Object... arguments) {
    return world.data(caller, function, arguments).slice(0, 4).toHex();
  }

  @Test
  void aTraceOfNothingIsRefused() {
    assertThrows(IllegalStateException.class, () -> new CallTracer(false, false).result());
  }
}
