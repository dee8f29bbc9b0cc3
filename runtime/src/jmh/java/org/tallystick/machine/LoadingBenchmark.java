package org.tallystick.machine;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.U256;
import org.tallystick.contract.Code;

/// The first call of a contract whose source this machine has never seen: read, checked, evaluated
/// and called. The machine itself is warm.
@State(Scope.Thread)
public class LoadingBenchmark {
  private GraalMachine machine;
  private Subject token;
  private Subject small;
  private Bytes transfer;
  private Bytes put;
  private long unseen;

  @Setup
  public void deploy() {
    CpuTime.isThisThread();
    machine = GraalMachine.open(ConsoleListener.NOBODY);
    token = Subject.deployToken(machine);
    transfer = token.encodeCall("transfer", Subject.BOB, U256.of(3));
    small = Subject.deploy(machine, Contracts.ofThreeKilobytes(0));
    put = small.encodeCall("put", U256.of(3));
  }

  /// A contract of 3 KB with storage, an event and a few functions.
  @Benchmark
  public long firstCallOfThreeKilobytes() {
    return small.call(machine, Contracts.ofThreeKilobytes(++unseen), put);
  }

  /// The sample token and its library: 5 KB in three files.
  @Benchmark
  public long firstCallOfToken() {
    Code fresh = Subject.token("// " + ++unseen + "\n");
    return token.call(machine, fresh, transfer);
  }

  @TearDown
  public void close() {
    machine.close();
  }
}
