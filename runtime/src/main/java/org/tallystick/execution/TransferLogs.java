package org.tallystick.execution;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.contract.Code;
import org.tallystick.crypto.Keccak;
import org.tallystick.gas.GasMeter;
import org.tallystick.ledger.Log;
import org.tallystick.machine.ContractMachine;
import org.tallystick.machine.Host;
import org.tallystick.machine.Inspection;
import org.tallystick.machine.Invocation;
import org.tallystick.machine.MachineResult;

/// A machine that takes note of coins that move: each movement as the log that a token would write,
/// among the logs that contracts write, in order. What is undone leaves no log. Belongs to the
/// thread of the machine it stands before.
final class TransferLogs implements ContractMachine {
  /// The token that coins are told as.
  static final Address COINS = Address.fromHex("0x" + "ee".repeat(Address.LENGTH));

  private static final Hash TRANSFER =
      Keccak.hash("Transfer(address,address,uint256)".getBytes(StandardCharsets.UTF_8));

  private final ContractMachine machine;
  private final List<Log> logs = new ArrayList<>();

  TransferLogs(ContractMachine machine) {
    this.machine = machine;
  }

  /// A transaction begins, and its value is moved.
  void begin(Address from, Address to, U256 valueWei) {
    logs.clear();
    move(from, to, valueWei);
  }

  /// Of the transaction that began last, where it succeeded.
  List<Log> logs() {
    return List.copyOf(logs);
  }

  @Override
  public MachineResult create(Code code, Invocation invocation, Host host, GasMeter gas) {
    return machine.create(code, invocation, new Watched(host, invocation.self()), gas);
  }

  @Override
  public MachineResult call(Code code, Invocation invocation, Host host, GasMeter gas) {
    return machine.call(code, invocation, new Watched(host, invocation.self()), gas);
  }

  @Override
  public Inspection inspect(Code code) {
    return machine.inspect(code);
  }

  private void move(Address from, Address to, U256 valueWei) {
    if (!valueWei.isZero()) {
      logs.add(transfer(from, to, valueWei));
    }
  }

  private static Log transfer(Address from, Address to, U256 valueWei) {
    return new Log(COINS, List.of(TRANSFER, topic(from), topic(to)), Bytes.wrap(valueWei.toWord()));
  }

  private static Hash topic(Address address) {
    return Hash.wrap(U256.fromBytes(address.bytes()).toWord());
  }

  private void forgetFrom(int size) {
    logs.subList(size, logs.size()).clear();
  }

  /// The host of one frame.
  private final class Watched implements Host {
    private final Host host;
    private final Address self;

    Watched(Host host, Address self) {
      this.host = host;
      this.self = self;
    }

    @Override
    public U256 load(Hash slot) {
      return host.load(slot);
    }

    @Override
    public void store(Hash slot, U256 value) {
      host.store(slot, value);
    }

    @Override
    public void emit(List<Hash> topics, Bytes data) {
      host.emit(topics, data);
      logs.add(new Log(self, topics, data));
    }

    @Override
    public U256 balanceOf(Address account) {
      return host.balanceOf(account);
    }

    @Override
    public CallResult call(Call call) {
      int before = logs.size();
      move(self, call.to(), call.value());
      CallResult result = host.call(call);
      if (!result.ok()) {
        forgetFrom(before);
      }
      return result;
    }

    @Override
    public CreateResult create(Create create) {
      int before = logs.size();
      CreateResult result = host.create(create);
      Address created = result.created();
      if (created == null) {
        forgetFrom(before);
      } else if (!create.value().isZero()) {
        // Only now is it known where to; but it moved before the constructor ran.
        logs.add(before, transfer(self, created, create.value()));
      }
      return result;
    }
  }
}
