package org.tallystick.execution;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.contract.Code;
import org.tallystick.contract.Code.SourceFile;
import org.tallystick.gas.GasMeter;
import org.tallystick.gas.Halt;
import org.tallystick.machine.ContractMachine;
import org.tallystick.machine.Host;
import org.tallystick.machine.Inspection;
import org.tallystick.machine.Invocation;
import org.tallystick.machine.MachineResult;

/// A machine whose contracts are written in Java, for tests of all that is around it.
final class ScriptedMachine implements ContractMachine {
  static final MachineResult.Returned NOTHING = new MachineResult.Returned(Bytes.EMPTY);

  /// What a contract does.
  interface Script {
    MachineResult run(Invocation invocation, Host host, GasMeter gas);
  }

  private record Contract(Script constructor, Script functions) {}

  private final Map<Hash, Contract> contracts = new HashMap<>();

  /// A contract with a constructor that does nothing.
  ///
  /// @param source its text, which names it and decides its size
  Code contract(String source, Script functions) {
    return contract(source, (invocation, host, gas) -> NOTHING, functions);
  }

  Code contract(String source, Script constructor, Script functions) {
    Code code = Code.of(1, "main.js", List.of(new SourceFile("main.js", source)));
    contracts.put(code.hash(), new Contract(constructor, functions));
    return code;
  }

  @Override
  public MachineResult create(Code code, Invocation invocation, Host host, GasMeter gas) {
    return run(contract(code).constructor, invocation, host, gas);
  }

  @Override
  public MachineResult call(Code code, Invocation invocation, Host host, GasMeter gas) {
    return run(contract(code).functions, invocation, host, gas);
  }

  @Override
  public Inspection inspect(Code code) {
    return new Inspection.Module(List.of());
  }

  private Contract contract(Code code) {
    Contract contract = contracts.get(code.hash());
    if (contract == null) {
      throw new AssertionError("no script for " + code.files());
    }
    return contract;
  }

  private static MachineResult run(Script script, Invocation invocation, Host host, GasMeter gas) {
    try {
      return script.run(invocation, host, gas);
    } catch (Halt halt) {
      gas.spendAll();
      return new MachineResult.Halted(halt.reason(), halt.detail());
    }
  }
}
