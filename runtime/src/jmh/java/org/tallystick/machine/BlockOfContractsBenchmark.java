package org.tallystick.machine;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.U256;

/// A block that calls 2,000 contracts, each the first time on this machine.
@State(Scope.Thread)
public class BlockOfContractsBenchmark {
  /// Far more than the machine keeps loaded.
  static final int CONTRACTS = 2_000;

  @Param({"SMALLEST", "ORDINARY"})
  public Kind kind = Kind.SMALLEST;

  private GraalMachine machine;
  private long unseen;

  /// What the contracts of the block are like.
  public enum Kind {
    SMALLEST,
    ORDINARY
  }

  @Setup
  public void open() {
    CpuTime.isThisThread();
    machine = GraalMachine.open(ConsoleListener.NOBODY);
  }

  @Benchmark
  public long block() {
    return switch (kind) {
      case SMALLEST -> callEach(Subject.deploy(machine, Contracts.smallest(0)), false);
      case ORDINARY -> callEach(Subject.deploy(machine, Contracts.ofThreeKilobytes(0)), true);
    };
  }

  private long callEach(Subject subject, boolean ordinary) {
    Bytes put = subject.encodeCall("put", U256.of(3));
    long gas = 0;
    for (int at = 0; at < CONTRACTS; at++) {
      unseen++;
      gas +=
          subject.call(
              machine,
              ordinary ? Contracts.ofThreeKilobytes(unseen) : Contracts.smallest(unseen),
              put);
    }
    return gas;
  }

  @TearDown
  public void close() {
    machine.close();
  }
}
