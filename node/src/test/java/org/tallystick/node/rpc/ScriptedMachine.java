package org.tallystick.node.rpc;

import java.math.BigInteger;
import java.util.List;
import org.tallystick.abi.Abi;
import org.tallystick.abi.AbiError;
import org.tallystick.abi.AbiParameters;
import org.tallystick.abi.AbiRules;
import org.tallystick.abi.RevertData;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.contract.Code;
import org.tallystick.crypto.Keccak;
import org.tallystick.gas.GasMeter;
import org.tallystick.gas.HaltReason;
import org.tallystick.machine.ContractMachine;
import org.tallystick.machine.Host;
import org.tallystick.machine.Inspection;
import org.tallystick.machine.Invocation;
import org.tallystick.machine.MachineResult;

/// A machine whose contracts do what the first byte of their input says, so that a test of a method
/// need not run JavaScript.
public final class ScriptedMachine implements ContractMachine {
  static final Code CODE =
      Code.of(1, "main.js", List.of(new Code.SourceFile("main.js", "export default 1;\n")));

  static final byte ECHO = 0x00;
  static final byte LOG = 0x01;
  static final byte STORE = 0x02;
  static final byte ERROR = 0x03;
  static final byte PANIC = 0x04;
  static final byte CUSTOM_ERROR = 0x05;
  static final byte ENGINE_ERROR = 0x06;
  static final byte OUT_OF_GAS = 0x07;
  static final byte MEMORY_LIMIT = 0x08;
  static final byte REVERT_SILENTLY = 0x09;
  static final byte LOAD = 0x0a;

  /// The topic of every log.
  static final Hash TOPIC = Keccak.hash(Bytes.of(LOG));

  @Override
  public MachineResult create(Code code, Invocation invocation, Host host, GasMeter gas) {
    return call(code, invocation, host, gas);
  }

  @Override
  public MachineResult call(Code code, Invocation invocation, Host host, GasMeter gas) {
    Bytes data = invocation.data();
    gas.charge(100L * data.length());
    if (data.isEmpty()) {
      return new MachineResult.Returned(Bytes.EMPTY);
    }
    Bytes rest = data.slice(1);
    return switch (data.get(0)) {
      case LOG -> {
        host.emit(List.of(TOPIC, Hash.wrap(U256.fromBytes(rest).toWord())), rest);
        yield new MachineResult.Returned(rest);
      }
      case STORE -> {
        host.store(Hash.ZERO, U256.fromBytes(rest));
        yield new MachineResult.Returned(Bytes.EMPTY);
      }
      case LOAD -> new MachineResult.Returned(Bytes.wrap(host.load(Hash.ZERO).toWord()));
      case ERROR -> reverted(RevertData.encodeError("not enough"));
      case PANIC ->
          new MachineResult.Reverted(
              RevertData.encodePanic(RevertData.ARITHMETIC),
              "Panic: uint256 underflow: n = -1 at main.js:3:5");
      case CUSTOM_ERROR -> reverted(customError());
      case ENGINE_ERROR ->
          new MachineResult.Reverted(
              new AbiError("EngineError", AbiParameters.parse("string name"), "")
                  .encode(List.of("TypeError")),
              "TypeError: x is not a function at main.js:3:5");
      case OUT_OF_GAS -> new MachineResult.Halted(HaltReason.OUT_OF_GAS, "");
      case MEMORY_LIMIT -> new MachineResult.Halted(HaltReason.MEMORY_LIMIT, "70 MiB");
      case REVERT_SILENTLY -> reverted(Bytes.EMPTY);
      default -> new MachineResult.Returned(rest);
    };
  }

  @Override
  public Inspection inspect(Code code) {
    return new Inspection.Contract(
        "Scripted", Abi.parse("function f(uint256 n)", AbiRules.CONTRACT));
  }

  static Bytes customError() {
    return new AbiError("Short", AbiParameters.parse("uint256 missing"), "")
        .encode(List.of(BigInteger.TEN));
  }

  private static MachineResult reverted(Bytes data) {
    return new MachineResult.Reverted(data, "");
  }
}
