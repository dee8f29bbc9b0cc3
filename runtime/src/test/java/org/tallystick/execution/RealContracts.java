package org.tallystick.execution;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.tallystick.abi.Abi;
import org.tallystick.abi.AbiCodec;
import org.tallystick.abi.AbiConstructor;
import org.tallystick.abi.AbiFunction;
import org.tallystick.abi.AbiParameters;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.contract.Code;
import org.tallystick.contract.Code.SourceFile;
import org.tallystick.contract.CreationData;
import org.tallystick.execution.TransactionProcessor.BlockGas;
import org.tallystick.execution.TransactionProcessor.Result;
import org.tallystick.machine.ContractMachine;
import org.tallystick.machine.ContractThreads;
import org.tallystick.machine.GraalMachine;
import org.tallystick.machine.Inspection;
import org.tallystick.machine.Invocation.BlockEnvironment;
import org.tallystick.machine.ReplayMachine;
import org.tallystick.state.Journal;
import org.tallystick.testing.MapState;

/// A state whose contracts are JavaScript and run in a real machine. Alice sends every transaction,
/// each with all the gas a transaction may have.
final class RealContracts {
  static final long GAS_LIMIT = 16_777_216;

  private static final ContractThreads THREADS = new ContractThreads("contracts-test", 1);
  private static final long BLOCK_GAS = 30_000_000;
  private static final String FILE = "main.mjs";

  private final Function<GraalMachine, ContractMachine> machines;
  private final CodeCache codes = new CodeCache();
  private final Map<Address, Abi> abis = new HashMap<>();
  final Journal journal =
      new Journal(
          new MapState().balance(Accounts.ALICE, U256.of(1_000_000_000).times(1_000_000_000)));

  RealContracts() {
    this(warm -> warm);
  }

  private RealContracts(Function<GraalMachine, ContractMachine> machines) {
    this.machines = machines;
  }

  /// Contracts whose every call runs once more in a fresh realm.
  static RealContracts replayed() {
    ReplayMachine replaying = THREADS.run(ReplayMachine::new);
    return new RealContracts(_ -> replaying);
  }

  /// A code of one file.
  static Code code(String text) {
    return Code.of(1, FILE, List.of(new SourceFile(FILE, text)));
  }

  static Abi abiOf(Code code) {
    return switch (THREADS.run(machine -> machine.inspect(code))) {
      case Inspection.Contract(String _, Abi abi) -> abi;
      case Inspection.Module module -> throw new AssertionError("no contract: " + module);
      case Inspection.Refused refused -> throw new AssertionError(refused.toString());
    };
  }

  /// Deploys a contract that begins with this much money.
  Address deploy(Code code, long valueWei, Object... arguments) {
    Abi abi = abiOf(code);
    AbiParameters parameters =
        abi.constructor().map(AbiConstructor::inputs).orElse(AbiParameters.NONE);
    Bytes data = new CreationData(code, AbiCodec.encode(parameters, List.of(arguments))).toBytes();
    Result.Included deployed =
        process(TransactionBuilder.create(data).value(valueWei).gasLimit(GAS_LIMIT));
    Address address =
        deployed
            .created()
            .orElseThrow(() -> new AssertionError("not deployed: " + deployed.outcome()));
    abis.put(address, abi);
    return address;
  }

  Address deploy(String text) {
    return deploy(code(text), 0);
  }

  /// Sends a call of a function.
  Result.Included send(Address contract, String function, Object... arguments) {
    return send(contract, transaction -> transaction, function, arguments);
  }

  Result.Included send(
      Address contract,
      UnaryOperator<TransactionBuilder> change,
      String function,
      Object... arguments) {
    Bytes data = function(contract, function).encodeCall(List.of(arguments));
    return process(change.apply(TransactionBuilder.call(contract).data(data).gasLimit(GAS_LIMIT)));
  }

  /// What a function returned that was sent.
  Object returned(Address contract, String function, Object... arguments) {
    Result.Included sent = send(contract, function, arguments);
    if (sent.outcome() instanceof Outcome.Success(long _, Bytes data)) {
      return function(contract, function).decodeResult(data).getFirst();
    }
    throw new AssertionError(function + " ended with " + sent.outcome());
  }

  private AbiFunction function(Address contract, String name) {
    return abis.getOrDefault(contract, Abi.EMPTY).functionsNamed(name).getFirst();
  }

  Result.Included process(TransactionBuilder transaction) {
    var signed = transaction.nonce(journal.nonce(Accounts.ALICE)).sign(Accounts.ALICE_KEY);
    Result result =
        THREADS.run(machine ->
            new TransactionProcessor(machines.apply(machine), codes)
                .process(
                    signed,
                    journal,
                    new BlockEnvironment(
                        1,
                        1_000,
                        TransactionBuilder.CHAIN_ID,
                        Accounts.PROPOSER,
                        U256.of(7),
                        Hash.ZERO),
                    new BlockGas(BLOCK_GAS, BLOCK_GAS)));
    return switch (result) {
      case Result.Included included -> included;
      case Result.Rejected rejected -> throw new AssertionError(rejected.toString());
    };
  }
}
