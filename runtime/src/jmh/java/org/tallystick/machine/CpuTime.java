package org.tallystick.machine;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/// CPU time of the thread that runs the contracts, an operation: unlike time on the clock it is the
/// same on a machine that has other work too. The compiler and the collector have threads of their
/// own and do not count.
public final class CpuTime implements InternalProfiler {
  static final String LABEL = "cpu";
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static volatile long contractThread;
  private long startedNanos;

  /// To be called by the thread that runs the contracts.
  static void isThisThread() {
    contractThread = Thread.currentThread().threadId();
  }

  /// CPU time of this thread.
  static long nanos() {
    return THREADS.getCurrentThreadCpuTime();
  }

  @Override
  public String getDescription() {
    return "CPU time of the contract's thread";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    startedNanos = contractNanos();
  }

  @Override
  public Collection<ScalarResult> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    long operations = result.getMetadata().getMeasuredOps();
    double micros = (contractNanos() - startedNanos) / 1_000.0 / Math.max(1, operations);
    return List.of(new ScalarResult(LABEL, micros, "us/op", AggregationPolicy.AVG));
  }

  private static long contractNanos() {
    return contractThread == 0 ? 0 : Math.max(0, THREADS.getThreadCpuTime(contractThread));
  }
}
