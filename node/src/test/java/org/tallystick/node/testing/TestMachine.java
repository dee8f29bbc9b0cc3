package org.tallystick.node.testing;

import java.util.List;
import org.tallystick.bytes.Bytes;
import org.tallystick.contract.Code;
import org.tallystick.gas.GasMeter;
import org.tallystick.machine.ContractMachine;
import org.tallystick.machine.Host;
import org.tallystick.machine.Invocation;
import org.tallystick.machine.MachineFault;
import org.tallystick.machine.MachineResult;

/// A machine without an engine: every contract does the same, whatever its code says.
@FunctionalInterface
public interface TestMachine extends ContractMachine {
  /// For chains without contracts.
  TestMachine NONE =
      (invocation, host) -> {
        throw new MachineFault("no contract was expected at " + invocation.self(), null);
      };

  /// Code that any contract of a test can have.
  Code CODE =
      Code.of(1, "main.mjs", List.of(new Code.SourceFile("main.mjs", "export default 1;\n")));

  Bytes act(Invocation invocation, Host host);

  @Override
  default MachineResult create(Code code, Invocation invocation, Host host, GasMeter gas) {
    return new MachineResult.Returned(act(invocation, host));
  }

  @Override
  default MachineResult call(Code code, Invocation invocation, Host host, GasMeter gas) {
    return new MachineResult.Returned(act(invocation, host));
  }
}
