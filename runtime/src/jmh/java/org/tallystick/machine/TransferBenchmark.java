package org.tallystick.machine;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.U256;

/// A transfer of the sample token in a warm machine: the call data decoded, two balances read and
/// written, one event.
@State(Scope.Thread)
public class TransferBenchmark {
  private GraalMachine machine;
  private Subject token;
  private Bytes data;

  @Setup
  public void deploy() {
    CpuTime.isThisThread();
    machine = GraalMachine.open(ConsoleListener.NOBODY);
    token = Subject.deployToken(machine);
    data = token.encodeCall("transfer", Subject.BOB, U256.of(3));
  }

  @Benchmark
  public long transfer() {
    return token.call(machine, data);
  }

  @TearDown
  public void close() {
    machine.close();
  }
}
