package org.tallystick.execution;

import java.math.BigInteger;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.contract.Code;
import org.tallystick.contract.ContractAddress;
import org.tallystick.contract.CreationData;
import org.tallystick.gas.GasMeter;
import org.tallystick.machine.ContractMachine;
import org.tallystick.machine.Invocation.BlockEnvironment;
import org.tallystick.machine.Invocation.TransactionEnvironment;
import org.tallystick.machine.MachineResult;
import org.tallystick.state.Journal;
import org.tallystick.state.MemoryStateStore;
import org.tallystick.state.StoredState;

/// A ledger to try contracts on: in memory, in one block that never ends, without transactions and
/// their fees. Contracts run and pay as anywhere else, and a run that fails is undone; gas is what
/// the contract itself used, refunds left aside.
///
/// Belongs to the thread of its machine.
public final class ScratchLedger {
  private static final Address PERSON =
      Address.fromHex("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266");

  private static final U256 BALANCE_WEI = new U256(BigInteger.TEN.pow(22));

  /// Always the same, since a run is to be repeatable: the first second of 2026.
  private static final BlockEnvironment BLOCK =
      new BlockEnvironment(1, 1_767_225_600, 31_337, Address.ZERO, U256.ZERO, Hash.ZERO);

  private final Journal journal = new Journal(new StoredState(MemoryStateStore.EMPTY));
  private final Calls calls;

  public ScratchLedger(ContractMachine machine) {
    this.calls =
        new Calls(
            machine,
            new CodeCache(),
            journal,
            new TransactionEnvironment(PERSON, U256.ZERO, Hash.ZERO),
            BLOCK,
            null);
    journal.credit(PERSON, BALANCE_WEI);
  }

  /// What a run led to.
  public record Run(MachineResult result, long gasUsed) {}

  /// A deployment and where the contract then is.
  public record Deployment(Run run, Address contract) {}

  /// Deploys a contract.
  ///
  /// @param arguments of the constructor, ABI-encoded
  public Deployment deploy(Code code, Bytes arguments, long gasLimit) {
    long nonce = begin();
    Address at = ContractAddress.byNonce(PERSON, nonce);
    journal.visit(at);
    GasMeter gas = new GasMeter(gasLimit);
    MachineResult result =
        calls.create(
            TraceEvent.FrameKind.CREATE,
            null,
            PERSON,
            at,
            new CreationData(code, arguments),
            U256.ZERO,
            gas);
    return new Deployment(new Run(result, gas.used()), at);
  }

  /// Calls a contract.
  ///
  /// @param data selector and arguments
  public Run call(Address contract, Bytes data, long gasLimit) {
    begin();
    journal.visit(contract);
    GasMeter gas = new GasMeter(gasLimit);
    MachineResult result = calls.call(null, PERSON, contract, U256.ZERO, data, false, gas, null);
    return new Run(result, gas.used());
  }

  /// @return the nonce of what begins
  private long begin() {
    journal.beginTransaction();
    journal.visit(PERSON);
    long nonce = journal.nonce(PERSON);
    journal.setNonce(PERSON, nonce + 1);
    return nonce;
  }
}
