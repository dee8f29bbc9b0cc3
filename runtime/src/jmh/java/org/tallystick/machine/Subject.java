package org.tallystick.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import org.tallystick.abi.Abi;
import org.tallystick.abi.AbiCodec;
import org.tallystick.abi.AbiConstructor;
import org.tallystick.abi.AbiParameters;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.contract.Code;
import org.tallystick.contract.Code.SourceFile;
import org.tallystick.gas.GasMeter;

/// A contract that a benchmark calls, in an account of its own.
///
/// @param host holds what the contract stores
record Subject(Code code, Abi abi, MapHost host) {
  static final long GAS = 30_000_000;
  static final Address ACCOUNT = Address.fromHex("0x00000000000000000000000000000000000000cc");
  static final Address ALICE = Address.fromHex("0x00000000000000000000000000000000000000aa");
  static final Address BOB = Address.fromHex("0x00000000000000000000000000000000000000bb");

  private static final String LIBRARY = "contracts-sdk/src/main/js/";

  /// Deploys a contract.
  static Subject deploy(GraalMachine machine, Code code, Object... arguments) {
    if (!(machine.inspect(code) instanceof Inspection.Contract(var name, Abi abi))) {
      throw new IllegalStateException("not a contract: " + machine.inspect(code));
    }
    Subject subject = new Subject(code, abi, new MapHost());
    AbiParameters inputs = abi.constructor().map(AbiConstructor::inputs).orElse(AbiParameters.NONE);
    Bytes data = AbiCodec.encode(inputs, List.of(arguments));
    requireReturned(machine.create(code, invocation(data), subject.host, new GasMeter(GAS)));
    return subject;
  }

  /// The sample token with its library, as it is bundled for a chain.
  ///
  /// @param remark makes the source one that was never seen
  static Code token(String remark) {
    return Code.of(
        1,
        "Coin.js",
        List.of(
            new SourceFile("Coin.js", read("sample-contracts/src/main/js/token/Coin.js") + remark),
            new SourceFile("tally/token/index.mjs", "export { ERC20 } from './erc20.mjs';\n"),
            new SourceFile("tally/token/erc20.mjs", read(LIBRARY + "tally/token/erc20.mjs"))));
  }

  static Subject deployToken(GraalMachine machine) {
    return deploy(machine, token(""), "Coin", "COIN", U256.of(1L << 60));
  }

  Bytes encodeCall(String function, Object... arguments) {
    return abi.functionsNamed(function).getFirst().encodeCall(List.of(arguments));
  }

  /// Calls it as Alice.
  ///
  /// @return the gas that was used, without what a chain charges for storage and logs
  long call(GraalMachine machine, Bytes data) {
    return call(machine, code, data);
  }

  /// Calls another code in its account.
  long call(GraalMachine machine, Code other, Bytes data) {
    GasMeter gas = new GasMeter(GAS);
    requireReturned(machine.call(other, invocation(data), host, gas));
    return gas.used();
  }

  private static void requireReturned(MachineResult result) {
    if (!(result instanceof MachineResult.Returned)) {
      throw new IllegalStateException("the call ended with " + result);
    }
  }

  private static Invocation invocation(Bytes data) {
    return new Invocation(
        ACCOUNT,
        ALICE,
        U256.ZERO,
        data,
        false,
        false,
        new Invocation.TransactionEnvironment(ALICE, U256.ONE, Hash.ZERO),
        new Invocation.BlockEnvironment(7, 86_400, 31_337, BOB, U256.ONE, Hash.ZERO));
  }

  private static String read(String path) {
    try {
      return Files.readString(Mode.root().resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
