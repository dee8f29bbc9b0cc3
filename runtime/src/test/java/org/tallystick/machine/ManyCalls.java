package org.tallystick.machine;

import java.io.PrintStream;
import java.util.List;
import org.tallystick.contract.Code;
import org.tallystick.gas.GasMeter;

/// Calls every function of programs many times, and tells of the first call and of each that
/// differs from it. [CompiledGasTest] starts it in a JVM of its own.
final class ManyCalls {
  private ManyCalls() {}

  /// @param arguments how often to call each function
  public static void main(String[] arguments) {
    int calls = Integer.parseInt(arguments[0]);
    try (ContractThreads threads = new ContractThreads("many-calls", 1)) {
      threads.run(machine -> {
        System.out.println(machine.compiles() ? "compiles" : "interprets");
        callAll(machine, calls, System.out);
        return calls;
      });
    }
  }

  /// Prints a line `program.function: gas outcome` for every function, and one more for each call
  /// that did not go like the first.
  static void callAll(GraalMachine machine, int calls, PrintStream out) {
    GoldenGas.programs()
        .forEach(name -> callAll(machine, name, GoldenGas.of(name).code(), calls, out));
    String ordinary = MachineForTests.resource("ordinary.mjs");
    callAll(machine, "ordinary", MachineForTests.code(ordinary), calls, out);
  }

  private static void callAll(
      GraalMachine machine, String program, Code code, int calls, PrintStream out) {
    if (!(machine.inspect(code) instanceof Inspection.Module(List<String> functions))) {
      throw new AssertionError(program + " does not pass the check");
    }
    for (String function : functions) {
      String first = call(machine, code, function);
      out.println(program + "." + function + ": " + first);
      for (int call = 2; call <= calls; call++) {
        String next = call(machine, code, function);
        if (!next.equals(first)) {
          out.println("  call " + call + ": " + next);
        }
      }
    }
  }

  private static String call(GraalMachine machine, Code code, String function) {
    GasMeter gas = new GasMeter(MachineForTests.GAS);
    ExportResult result = machine.callExport(code, function, gas);
    String outcome =
        result instanceof ExportResult.Returned returned
            ? returned.value().write()
            : result.toString();
    return gas.used() + " " + outcome;
  }
}
