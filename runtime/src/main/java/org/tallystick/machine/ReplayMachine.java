package org.tallystick.machine;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.tallystick.contract.Code;
import org.tallystick.gas.GasMeter;

/// Runs every call twice: in the warm realm where contracts always run, then again in a realm that
/// is made for this one call. Both must ask the same of the host, in the same order and with the
/// same gas left each time, and end alike. The second run hears from the record what the host said
/// to the first, so the world sees one call.
///
/// A difference is a [MachineFault]: something was left in the warm realm, or depends on what ran
/// before. It costs a few milliseconds a call, so a node has it only where somebody looks for that.
///
/// A contract inside a call is run twice in its turn, and heard of once by each run of its caller.
public final class ReplayMachine implements ContractMachine {
  private final GraalMachine warm;
  private final MeteredEngine engine = MeteredEngine.start();

  /// @param warm belongs to the thread that uses this
  public ReplayMachine(GraalMachine warm) {
    this.warm = warm;
  }

  /// Contract threads whose every call is run twice.
  public static ContractRunner on(ContractThreads threads) {
    Map<ContractMachine, ContractMachine> replaying = new ConcurrentHashMap<>();
    return task ->
        threads.execute(machine ->
            task.accept(
                replaying.computeIfAbsent(
                    machine,
                    same -> same instanceof GraalMachine warm ? new ReplayMachine(warm) : same)));
  }

  @Override
  public MachineResult create(Code code, Invocation invocation, Host host, GasMeter gas) {
    return twice(
        invocation,
        host,
        gas,
        (machine, ownHost, ownGas) -> machine.create(code, invocation, ownHost, ownGas));
  }

  @Override
  public MachineResult call(Code code, Invocation invocation, Host host, GasMeter gas) {
    return twice(
        invocation,
        host,
        gas,
        (machine, ownHost, ownGas) -> machine.call(code, invocation, ownHost, ownGas));
  }

  @Override
  public Inspection inspect(Code code) {
    return warm.inspect(code);
  }

  private interface Run {
    MachineResult on(GraalMachine machine, Host host, GasMeter gas);
  }

  private MachineResult twice(Invocation invocation, Host host, GasMeter gas, Run run) {
    GasMeter freshGas = new GasMeter(gas.left());
    RunState.Counted before = warm.counts().countedBeforeFrame();
    RecordingHost recording = new RecordingHost(host, gas, warm.counts());
    MachineResult result = run.on(warm, recording, gas);
    String who =
        "the contract " + invocation.self() + " of transaction " + invocation.transaction().hash();
    try {
      MachineResult again = runFresh(before, recording.exchanges(), freshGas, run);
      if (!again.equals(result) || freshGas.left() != gas.left()) {
        throw new ReplayDifference(told(again, freshGas), told(result, gas));
      }
    } catch (ReplayDifference difference) {
      throw MachineFault.in(who, difference);
    } catch (MachineFault fault) {
      throw fault.getCause() instanceof ReplayDifference difference
          ? MachineFault.in(who, difference)
          : fault;
    }
    return result;
  }

  private MachineResult runFresh(
      RunState.Counted before, List<HostExchange> exchanges, GasMeter gas, Run run) {
    RunState counts = engine.run();
    RunState.Counted outer = counts.countFrom(before.paidBy(gas));
    try (GraalMachine fresh = GraalMachine.open(engine, ConsoleListener.NOBODY)) {
      ReplayingHost host = new ReplayingHost(exchanges, gas, counts);
      MachineResult result = run.on(fresh, host, gas);
      host.requireEnd();
      return result;
    } finally {
      counts.leaveOwnWork(outer);
    }
  }

  private static String told(MachineResult result, GasMeter gas) {
    return "ends with " + result + " and " + gas.left() + " gas left";
  }
}
