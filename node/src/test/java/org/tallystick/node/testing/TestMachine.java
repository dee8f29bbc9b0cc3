package org.tallystick.node.testing;

import java.util.List;
import java.util.function.Consumer;
import org.tallystick.bytes.Bytes;
import org.tallystick.contract.Code;
import org.tallystick.gas.GasMeter;
import org.tallystick.machine.ContractMachine;
import org.tallystick.machine.ContractRunner;
import org.tallystick.machine.Host;
import org.tallystick.machine.Inspection;
import org.tallystick.machine.Invocation;
import org.tallystick.machine.MachineFault;
import org.tallystick.machine.MachineResult;

/// A machine without an engine: every contract does the same, whatever its code says. Runs on the
/// thread of whoever asks, so it is its own runner.
public record TestMachine(Contract contract) implements ContractMachine, ContractRunner {
  /// For chains without contracts.
  public static final TestMachine NONE =
      new TestMachine((invocation, _) -> {
        throw new MachineFault("no contract was expected at " + invocation.self(), null);
      });

  /// Code that any contract of a test can have.
  public static final Code CODE =
      Code.of(1, "main.mjs", List.of(new Code.SourceFile("main.mjs", "export default 1;\n")));

  /// What all contracts do.
  public interface Contract {
    /// @return what the call returns
    Bytes run(Invocation invocation, Host host);
  }

  @Override
  public MachineResult create(Code code, Invocation invocation, Host host, GasMeter gas) {
    return new MachineResult.Returned(contract.run(invocation, host));
  }

  @Override
  public MachineResult call(Code code, Invocation invocation, Host host, GasMeter gas) {
    return new MachineResult.Returned(contract.run(invocation, host));
  }

  @Override
  public Inspection inspect(Code code) {
    return new Inspection.Module(List.of());
  }

  @Override
  public void execute(Consumer<ContractMachine> task) {
    task.accept(this);
  }
}
