package org.tallystick.node.rpc.live;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.tallystick.bytes.Address;
import org.tallystick.execution.CodeCache;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.node.chain.Chain;
import org.tallystick.node.chain.Ledger;
import org.tallystick.node.consensus.ConsensusEngine;
import org.tallystick.node.consensus.EngineInfo;
import org.tallystick.node.consensus.Health;
import org.tallystick.node.pool.Admission;
import org.tallystick.node.pool.PoolRules;
import org.tallystick.node.pool.TransactionPool;
import org.tallystick.node.rpc.eth.MethodLimits;
import org.tallystick.node.rpc.eth.NodeView;
import org.tallystick.node.rpc.protocol.Budget;
import org.tallystick.node.rpc.protocol.Caller;
import org.tallystick.node.rpc.protocol.DocumentLimits;
import org.tallystick.node.rpc.protocol.RpcDispatcher;
import org.tallystick.node.rpc.protocol.RpcMethods;
import org.tallystick.node.testing.JsonRpc;
import org.tallystick.node.testing.LogChain;
import org.tallystick.node.testing.TestClock;
import org.tallystick.node.testing.TestMachine;

/// What a node tells its clients of a chain on which the test decides what happens.
final class LiveNode implements JsonRpc, AutoCloseable {
  private final LiveLimits limits;
  private final MethodLimits methodLimits;
  private final LogChain logChain;
  private final TestClock clock = new TestClock();
  private Health health = new Health.Live();
  private TransactionPool pool;
  private Live live;
  private RpcDispatcher dispatcher;

  LiveNode(Path folder, LiveLimits limits, MethodLimits methodLimits) {
    this.limits = limits;
    this.methodLimits = methodLimits;
    this.logChain = LogChain.in(folder);
    this.pool = pool();
    this.live = live();
    this.dispatcher = dispatcher();
  }

  static LiveNode in(Path folder) {
    return new LiveNode(folder, LiveLimits.DEFAULT, MethodLimits.DEFAULT);
  }

  private TransactionPool pool() {
    return new TransactionPool(logChain.chain(), PoolRules.DEVELOPMENT, clock);
  }

  private Live live() {
    return Live.start(
        new NodeView(
            logChain.chain(),
            pool,
            new Engine(),
            new CodeCache(),
            TestMachine.NONE,
            methodLimits,
            "tallystick/test"),
        limits,
        clock);
  }

  private RpcDispatcher dispatcher() {
    return new RpcDispatcher(
        RpcMethods.of(live.methods()),
        new DocumentLimits(1 << 20, 100, 1 << 20),
        new Budget(1 << 24),
        Runnable::run,
        TestMachine.NONE);
  }

  void restart() {
    live.close();
    logChain.restart();
    pool = pool();
    live = live();
    dispatcher = dispatcher();
  }

  LogChain logChain() {
    return logChain;
  }

  Chain chain() {
    return logChain.chain();
  }

  TransactionPool transactions() {
    return pool;
  }

  TestClock clock() {
    return clock;
  }

  void setHealth(Health next) {
    health = next;
  }

  @Override
  public String answer(String document) {
    return answer(document, Caller.TRUSTED);
  }

  private String answer(String document, Caller caller) {
    return dispatcher
        .answer(document.getBytes(StandardCharsets.UTF_8), caller)
        .toCompletableFuture()
        .join()
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .orElse("");
  }

  /// This node as it is asked over a connection.
  JsonRpc over(TestChannel channel) {
    return over(channel, Runnable::run);
  }

  JsonRpc over(TestChannel channel, Executor afterAnswer) {
    return document -> answer(document, channel.caller(afterAnswer));
  }

  @Override
  public void close() {
    live.close();
    logChain.close();
  }

  /// One that makes no blocks.
  private final class Engine implements ConsensusEngine {
    @Override
    public EngineInfo info() {
      return new EngineInfo("none", EngineInfo.Finality.INSTANT, EngineInfo.Faults.NONE, false);
    }

    @Override
    public Address feeRecipient() {
      return Address.ZERO;
    }

    @Override
    public void start(Ledger ledger, TransactionPool transactions) {}

    @Override
    public CompletionStage<Admission> submit(SignedTransaction transaction) {
      return CompletableFuture.completedFuture(pool.add(transaction));
    }

    @Override
    public Health health() {
      return health;
    }

    @Override
    public void close() {}
  }
}
