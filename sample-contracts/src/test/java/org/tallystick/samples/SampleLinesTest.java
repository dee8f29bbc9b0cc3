package org.tallystick.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.KeyPair;
import org.tallystick.execution.CodeCache;
import org.tallystick.execution.Outcome;
import org.tallystick.execution.TransactionProcessor;
import org.tallystick.execution.TransactionProcessor.BlockGas;
import org.tallystick.execution.TransactionProcessor.Result;
import org.tallystick.ledger.FeeMarketTransaction;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.ledger.TransactionCodec;
import org.tallystick.machine.ContractThreads;
import org.tallystick.machine.Invocation.BlockEnvironment;
import org.tallystick.sdk.bundle.Artifact;
import org.tallystick.sdk.bundle.Checker;
import org.tallystick.state.Journal;
import org.tallystick.state.MemoryStateStore;
import org.tallystick.state.StoredState;
import org.tallystick.trace.GasPurpose;
import org.tallystick.trace.LineTrace;
import org.tallystick.trace.LineTracer;

/// The sample contracts cost the same where their lines are told apart, and all their gas has a
/// line or a name.
class SampleLinesTest {
  private static final KeyPair ALICE = KeyPair.fromSecret(Hash.wrap(U256.of(0xa11ce).toWord()));
  private static final Address BOB = Address.fromHex("0x0000000000000000000000000000000000000b0b");
  private static final long CHAIN_ID = 31_337;
  private static final long GAS_LIMIT = 16_000_000;
  private static final BlockGas BLOCK_GAS = new BlockGas(30_000_000, 30_000_000);
  private static final BlockEnvironment BLOCK =
      new BlockEnvironment(1, 1_000, CHAIN_ID, Address.ZERO, U256.of(7), Hash.ZERO);

  private static final ContractThreads PLAIN = new ContractThreads("samples-plain", 1);
  private static final ContractThreads LINES = ContractThreads.withLines("samples-lines", 1);

  private final Journal plain = journal();
  private final Journal traced = journal();
  private final CodeCache codes = new CodeCache();

  private static Journal journal() {
    Journal journal = new Journal(new StoredState(MemoryStateStore.EMPTY));
    journal.credit(ALICE.address(), new U256(BigInteger.TEN.pow(24)));
    return journal;
  }

  @AfterAll
  static void close() {
    PLAIN.close();
    LINES.close();
  }

  private static Artifact artifact(Sample sample) {
    return assertInstanceOf(
            Checker.Checked.Passed.class, new Checker(PLAIN).check(Sample.sources(), sample.path()))
        .artifact();
  }

  private record Sent(Result.Included included, LineTrace trace) {}

  /// Sends a transaction on both ledgers.
  private Sent send(Optional<Address> to, Bytes data, long valueWei) {
    SignedTransaction transaction =
        TransactionCodec.sign(
            new FeeMarketTransaction(
                OptionalLong.of(CHAIN_ID),
                plain.nonce(ALICE.address()),
                U256.ONE,
                U256.of(10),
                GAS_LIMIT,
                to,
                U256.of(valueWei),
                data,
                List.of()),
            ALICE);
    Result expected =
        PLAIN.run(machine ->
            new TransactionProcessor(machine, codes).process(transaction, plain, BLOCK, BLOCK_GAS));
    LineTrace trace =
        LINES.run(machine -> {
          LineTracer tracer = new LineTracer(machine.lines().orElseThrow());
          assertEquals(
              expected,
              new TransactionProcessor(machine, codes)
                  .process(transaction, traced, BLOCK, BLOCK_GAS, tracer));
          return tracer.result();
        });
    Result.Included included = assertInstanceOf(Result.Included.class, expected);
    assertInstanceOf(Outcome.Success.class, included.outcome());
    assertEquals(included.outcome().gasUsed(), trace.gasUsed());
    return new Sent(included, trace);
  }

  private Address deploy(Artifact artifact, Object... arguments) {
    return send(Optional.empty(), artifact.creationData(List.of(arguments)), 0)
        .included
        .created()
        .orElseThrow();
  }

  /// Calls a function, on the first line of which gas has to be spent.
  private void call(
      Address to, Artifact artifact, long valueWei, String name, Object... arguments) {
    Bytes data = artifact.abi().functionsNamed(name).getFirst().encodeCall(List.of(arguments));
    LineTrace trace = send(Optional.of(to), data, valueWei).trace;
    assertTrue(
        trace.spent().stream()
            .anyMatch(spent ->
                spent.purpose() instanceof GasPurpose.Line(var at)
                    && at.text().strip().startsWith(name + "(")),
        () -> "no line of " + name + ": " + trace);
  }

  @Test
  void aCoin() {
    Artifact artifact = artifact(Sample.COIN);
    Address coin = deploy(artifact, "Coin", "C", 100);

    call(coin, artifact, 0, "transfer", BOB, 5);
    call(coin, artifact, 0, "burn", 3);
  }

  @Test
  void aPoll() {
    Artifact artifact = artifact(Sample.DAILY_POLL);
    Address poll = deploy(artifact);

    call(poll, artifact, 0, "open", "Which?", List.of("this", "that"), 200_000, 1);
    call(poll, artifact, 0, "vote", 0, 1);
  }

  @Test
  void aCrowdfund() {
    Artifact artifact = artifact(Sample.CROWDFUND);
    Address fund = deploy(artifact, 1_000, 200_000);

    call(fund, artifact, 50, "pledge");
  }
}
