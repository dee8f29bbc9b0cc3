package org.tallystick.node.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.tallystick.abi.Abi;
import org.tallystick.abi.AbiConstructor;
import org.tallystick.abi.AbiFunction;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.execution.ScratchLedger;
import org.tallystick.gas.GasMeter;
import org.tallystick.machine.ExportResult;
import org.tallystick.machine.GraalMachine;
import org.tallystick.machine.Inspection;
import org.tallystick.machine.MachineResult;
import org.tallystick.machine.Violation;
import org.tallystick.node.cli.CallReport.Ending;
import org.tallystick.node.cli.CallReport.Outcome;
import org.tallystick.sdk.bundle.Bundle;

/// Runs the calls of one file in the machine, one after another. A contract is deployed first and
/// keeps what successful calls wrote; a plain module's functions are called as they are.
///
/// There is one report for each call, also where nothing could run.
final class ModuleRun {
  private final GraalMachine machine;
  private final String file;
  private final Bundle bundle;
  private final long gasLimit;
  private final Consumer<CallReport> reports;

  /// @param file its name for the reports
  /// @param gasLimit of each call, and of the deployment
  ModuleRun(
      GraalMachine machine,
      String file,
      Bundle bundle,
      long gasLimit,
      Consumer<CallReport> reports) {
    this.machine = machine;
    this.file = file;
    this.bundle = bundle;
    this.gasLimit = gasLimit;
    this.reports = reports;
  }

  /// @param calls names of functions
  void run(List<String> calls) {
    switch (machine.inspect(bundle.code())) {
      case Inspection.Refused(List<Violation> violations) -> {
        Ending refused =
            Ending.failure(
                Outcome.REFUSED,
                0,
                Violation.lines(violations.stream().map(bundle::shown).toList()));
        calls.forEach(call -> report(call, () -> refused));
      }
      case Inspection.Module _ -> calls.forEach(call -> report(call, () -> callExport(call)));
      case Inspection.Contract contract -> runContract(contract.abi(), calls);
    }
  }

  private void report(String call, Supplier<Ending> body) {
    long startNanos = System.nanoTime();
    Ending ending = body.get();
    long micros = (System.nanoTime() - startNanos) / 1_000;
    reports.accept(ending.of(file, call, micros));
  }

  private Ending callExport(String name) {
    GasMeter gas = new GasMeter(gasLimit);
    return switch (machine.callExport(bundle.code(), name, gas)) {
      case ExportResult.Returned(var value) -> Ending.success(gas.used(), value);
      case ExportResult.Threw(String message) ->
          Ending.failure(Outcome.REVERT, gas.used(), message);
      case ExportResult.Halted(var reason, String _) ->
          Ending.failure(Outcome.HALT, gas.used(), reason.label());
    };
  }

  private void runContract(Abi abi, List<String> calls) {
    ScratchLedger ledger = new ScratchLedger(machine);
    Optional<AbiConstructor> constructor = abi.constructor();
    if (constructor.isPresent() && !constructor.get().inputs().isEmpty()) {
      Ending refused =
          Ending.failure(
              Outcome.REVERT,
              0,
              "the constructor takes arguments, and there are none to give; deploy the contract on"
                  + " a chain instead: tally dev, tally deploy");
      calls.forEach(call -> report(call, () -> refused));
      return;
    }
    ScratchLedger.Deployment deployment = ledger.deploy(bundle.code(), Bytes.EMPTY, gasLimit);
    if (deployment.run().result() instanceof MachineResult.Returned) {
      calls.forEach(
          call -> report(call, () -> callFunction(ledger, deployment.contract(), abi, call)));
    } else {
      Ending ending = ending(deployment.run(), "the constructor: ");
      calls.forEach(call -> report(call, () -> ending));
    }
  }

  private Ending callFunction(ScratchLedger ledger, Address contract, Abi abi, String name) {
    Optional<AbiFunction> found =
        abi.functions().stream()
            .filter(function -> function.name().equals(name) && function.inputs().isEmpty())
            .findFirst();
    if (found.isEmpty()) {
      return Ending.failure(
          Outcome.REVERT, 0, "the abi has no function " + name + "() without arguments");
    }
    AbiFunction function = found.get();
    ScratchLedger.Run run = ledger.call(contract, function.encodeCall(List.of()), gasLimit);
    return run.result() instanceof MachineResult.Returned(Bytes data)
        ? Ending.success(
            run.gasUsed(), PlainData.returned(function.outputs(), function.decodeResult(data)))
        : ending(run, "");
  }

  /// @param where put before the contract's own words
  private static Ending ending(ScratchLedger.Run run, String where) {
    return switch (run.result()) {
      case MachineResult.Returned _ -> throw new IllegalStateException("the run did not fail");
      case MachineResult.Reverted(Bytes _, String message) ->
          Ending.failure(Outcome.REVERT, run.gasUsed(), where + message);
      case MachineResult.Halted(var reason, String _) ->
          Ending.failure(Outcome.HALT, run.gasUsed(), reason.label());
    };
  }
}
