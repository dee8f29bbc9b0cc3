package org.tallystick.machine;

import java.util.Optional;
import org.tallystick.contract.Code;
import org.tallystick.gas.GasMeter;

/// Runs contracts. What it does follows from its arguments alone: not from what ran before, nor
/// from the machine it runs on.
///
/// A contract's failure is a result. What is not the contract's doing is a [MachineFault], thrown,
/// and never a result.
public interface ContractMachine {
  /// Checks the source and the abi, and runs the constructor.
  ///
  /// @param invocation its data are the constructor's arguments
  /// @param host what the constructor reaches outside itself
  /// @param gas of the frame; empty after [MachineResult.Halted]
  MachineResult create(Code code, Invocation invocation, Host host, GasMeter gas);

  /// Runs the function that the data names.
  ///
  /// @param host what the function reaches outside itself
  /// @param gas of the frame; empty after [MachineResult.Halted]
  MachineResult call(Code code, Invocation invocation, Host host, GasMeter gas);

  /// What the deploy check says of a code.
  Inspection inspect(Code code);

  /// Tells the gas of lines apart; absent in a machine that was not opened for it.
  default Optional<LineMeter> lines() {
    return Optional.empty();
  }
}
