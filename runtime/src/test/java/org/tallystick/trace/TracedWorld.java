package org.tallystick.trace;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tallystick.abi.Abi;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.contract.Code;
import org.tallystick.contract.Code.SourceFile;
import org.tallystick.crypto.Keccak;
import org.tallystick.crypto.KeyPair;
import org.tallystick.execution.CodeCache;
import org.tallystick.execution.Outcome;
import org.tallystick.execution.Tracer;
import org.tallystick.execution.TransactionProcessor;
import org.tallystick.execution.TransactionProcessor.BlockGas;
import org.tallystick.execution.TransactionProcessor.Result;
import org.tallystick.ledger.AccessListEntry;
import org.tallystick.ledger.FeeMarketTransaction;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.ledger.TransactionCodec;
import org.tallystick.machine.ContractThreads;
import org.tallystick.machine.GraalMachine;
import org.tallystick.machine.Inspection;
import org.tallystick.machine.Invocation.BlockEnvironment;
import org.tallystick.state.Journal;
import org.tallystick.state.StateChanges;
import org.tallystick.state.WorldState;
import org.tallystick.testing.MapState;

/// A state with JavaScript contracts, on which Alice's transactions can be tried before they
/// happen, each any number of times.
final class TracedWorld {
  static final KeyPair ALICE_KEY =
      KeyPair.fromSecret(Keccak.hash(Bytes.of("alice".getBytes(StandardCharsets.UTF_8))));
  static final Address ALICE = ALICE_KEY.address();
  static final Address BOB = Address.fromHex("0x0000000000000000000000000000000000000b0b");
  static final Address PROPOSER = Address.fromHex("0x000000000000000000000000000000000000babe");
  static final long GAS_LIMIT = 16_000_000;

  private static final long CHAIN_ID = 31_337;
  private static final long BLOCK_GAS = 30_000_000;
  private static final BlockEnvironment BLOCK =
      new BlockEnvironment(1, 1_000, CHAIN_ID, PROPOSER, U256.of(7), Hash.ZERO);
  private static final String FILE = "main.mjs";

  private static final ContractThreads PLAIN = new ContractThreads("trace-test", 1);
  private static final ContractThreads LINES = ContractThreads.withLines("trace-lines-test", 1);

  private final CodeCache codes = new CodeCache();
  private final Map<Address, Abi> abis = new HashMap<>();
  private MapState state =
      new MapState().balance(ALICE, U256.of(1_000_000_000).times(1_000_000_000));

  /// What a transaction led to, and what it changed.
  record Done(Result.Included included, StateChanges changes) {
    long gasUsed() {
      return included.outcome().gasUsed();
    }
  }

  MapState state() {
    return state;
  }

  Address deploy(String text) {
    return deployWith(0, text);
  }

  /// Deploys a contract that begins with some money.
  Address deployWith(long valueWei, String text) {
    Code code = code(text);
    SignedTransaction transaction = creation(code, valueWei, GAS_LIMIT);
    Done done = happen(transaction);
    Address created =
        done.included
            .created()
            .orElseThrow(() -> new AssertionError("not deployed: " + done.included.outcome()));
    abis.put(created, abiOf(code));
    return created;
  }

  static Code code(String text) {
    return Code.of(1, FILE, List.of(new SourceFile(FILE, text)));
  }

  /// The creation of a contract whose constructor takes nothing.
  SignedTransaction creation(Code code, long valueWei, long gasLimit) {
    return transaction(Optional.empty(), code.bytes(), valueWei, gasLimit, List.of());
  }

  private static Abi abiOf(Code code) {
    return PLAIN.run(machine -> machine.inspect(code)) instanceof Inspection.Contract(_, Abi abi)
        ? abi
        : Abi.EMPTY;
  }

  Bytes data(Address contract, String function, Object... arguments) {
    return abis.getOrDefault(contract, Abi.EMPTY)
        .functionsNamed(function)
        .getFirst()
        .encodeCall(List.of(arguments));
  }

  SignedTransaction call(Address contract, String function, Object... arguments) {
    return call(contract, 0, GAS_LIMIT, data(contract, function, arguments));
  }

  SignedTransaction call(Address to, long valueWei, long gasLimit, Bytes data) {
    return transaction(Optional.of(to), data, valueWei, gasLimit, List.of());
  }

  SignedTransaction transaction(
      Optional<Address> to,
      Bytes data,
      long valueWei,
      long gasLimit,
      List<AccessListEntry> accessList) {
    return TransactionCodec.sign(
        new FeeMarketTransaction(
            OptionalLong.of(CHAIN_ID),
            new Journal(state).nonce(ALICE),
            U256.of(2),
            U256.of(10),
            gasLimit,
            to,
            U256.of(valueWei),
            data,
            accessList),
        ALICE_KEY);
  }

  /// Lets a transaction happen.
  Done happen(SignedTransaction transaction) {
    Done done = execute(transaction);
    state = state.after(done.changes);
    return done;
  }

  /// What would come of a transaction with nobody looking on.
  Done execute(SignedTransaction transaction) {
    return execute(PLAIN, state, transaction, _ -> null);
  }

  /// What would come of it in another state.
  Done executeOn(WorldState other, SignedTransaction transaction) {
    return execute(PLAIN, other, transaction, _ -> null);
  }

  /// What would come of it with somebody looking on.
  Done trace(SignedTransaction transaction, Tracer tracer) {
    return execute(PLAIN, state, transaction, _ -> tracer);
  }

  LineTrace lines(SignedTransaction transaction) {
    LineTracer[] tracer = new LineTracer[1];
    execute(
        LINES,
        state,
        transaction,
        machine -> tracer[0] = new LineTracer(machine.lines().orElseThrow()));
    return tracer[0].result();
  }

  private Done execute(
      ContractThreads threads,
      WorldState before,
      SignedTransaction transaction,
      Function<GraalMachine, @Nullable Tracer> tracer) {
    Journal journal = new Journal(before);
    Result result =
        threads.run(machine ->
            new TransactionProcessor(machine, codes)
                .process(
                    transaction,
                    journal,
                    BLOCK,
                    new BlockGas(BLOCK_GAS, BLOCK_GAS),
                    tracer.apply(machine)));
    return switch (result) {
      case Result.Included included -> new Done(included, journal.changes());
      case Result.Rejected rejected -> throw new AssertionError(rejected.toString());
    };
  }

  static String ending(Outcome outcome) {
    return outcome.getClass().getSimpleName();
  }
}
