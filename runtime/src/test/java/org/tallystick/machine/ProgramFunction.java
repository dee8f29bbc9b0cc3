package org.tallystick.machine;

import java.util.List;
import java.util.stream.Stream;
import org.tallystick.contract.Code;
import org.tallystick.gas.GasMeter;

/// A function of one of the programs that must do the same everywhere.
///
/// @param gasLimit of a call
record ProgramFunction(String program, Code code, String function, long gasLimit) {
  /// What a call may burn that has to run into the bound of memory first.
  private static final long MUCH_GAS = 120_000_000;

  /// Functions of `hostile.mjs` that end soon: one by gas, the others by other bounds.
  private static final List<String> HOSTILE =
      List.of(
          "loop",
          "rec",
          "tryrec",
          "gen",
          "getter",
          "tostr",
          "symloop",
          "bigpow",
          "bigmul",
          "bigshift",
          "bigparse",
          "bigminus",
          "concat",
          "bind",
          "jsonparse",
          "flatrec",
          "proto",
          "protonew",
          "protoclass",
          "protodeclared",
          "protogenerator",
          "protofrom",
          "protocomputed",
          "lengthobject",
          "rawlike",
          "retext",
          "rematch",
          "reflags",
          "ctor",
          "ctor2");

  /// Those of ordinary programs: with written-down gas, and one for each corner of the language.
  static List<ProgramFunction> ordinary(GraalMachine machine) {
    return Stream.concat(
            GoldenGas.programs()
                .flatMap(
                    name -> all(machine, name, GoldenGas.of(name).code(), MachineForTests.GAS)),
            resource(machine, "ordinary", MachineForTests.GAS))
        .toList();
  }

  /// The ordinary ones, and those that look for a difference.
  static List<ProgramFunction> all(GraalMachine machine) {
    return Stream.of(
            ordinary(machine).stream(),
            resource(machine, "environment", MUCH_GAS),
            resource(machine, "deep", MachineForTests.GAS),
            resource(machine, "hostile", MachineForTests.GAS)
                .filter(each -> HOSTILE.contains(each.function)))
        .flatMap(each -> each)
        .toList();
  }

  private static Stream<ProgramFunction> resource(
      GraalMachine machine, String name, long gasLimit) {
    Code code = MachineForTests.code(MachineForTests.resource(name + ".mjs"));
    return all(machine, name, code, gasLimit);
  }

  private static Stream<ProgramFunction> all(
      GraalMachine machine, String program, Code code, long gasLimit) {
    if (!(machine.inspect(code) instanceof Inspection.Module(List<String> functions))) {
      throw new AssertionError(program + " does not pass the check");
    }
    return functions.stream().map(name -> new ProgramFunction(program, code, name, gasLimit));
  }

  /// One call: the gas it used, and what came of it.
  record Called(long gasUsed, String outcome) {}

  Called call(GraalMachine machine) {
    GasMeter gas = new GasMeter(gasLimit);
    ExportResult result = machine.callExport(code, function, gas);
    String outcome =
        result instanceof ExportResult.Returned returned
            ? returned.value().write()
            : result.toString();
    return new Called(gas.used(), outcome);
  }

  @Override
  public String toString() {
    return program + "." + function;
  }
}
