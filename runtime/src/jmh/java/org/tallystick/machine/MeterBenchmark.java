package org.tallystick.machine;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.tallystick.contract.Code;
import org.tallystick.gas.GasMeter;

/// What the meter costs: the same programs in a machine with it and in one without.
@State(Scope.Thread)
public class MeterBenchmark {
  @Param({
    "compute",
    "fib",
    "map",
    "sort",
    "strings",
    "amounts",
    "wideAmounts",
    "objects",
    "closures",
    "arrays",
    "json",
    "classes",
    "generators",
    "errors",
    "destructuring",
    "patterns"
  })
  public String program = "";

  @Param({"true", "false"})
  public boolean metered;

  private final Code programs = Contracts.code(Programs.text("programs.mjs"));
  private GraalMachine machine;

  @Setup
  public void open() {
    CpuTime.isThisThread();
    machine = metered ? GraalMachine.open(ConsoleListener.NOBODY) : GraalMachine.openUnmetered();
    machine.inspect(programs);
  }

  @Benchmark
  public ExportResult run() {
    ExportResult result = machine.callExport(programs, program, new GasMeter(Long.MAX_VALUE / 2));
    if (!(result instanceof ExportResult.Returned)) {
      throw new IllegalStateException(program + " ended with " + result);
    }
    return result;
  }

  @TearDown
  public void close() {
    machine.close();
  }
}
