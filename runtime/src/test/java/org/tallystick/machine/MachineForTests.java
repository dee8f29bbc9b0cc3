package org.tallystick.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.tallystick.abi.Abi;
import org.tallystick.abi.AbiCodec;
import org.tallystick.abi.AbiConstructor;
import org.tallystick.abi.AbiFunction;
import org.tallystick.abi.AbiParameters;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.contract.Code;
import org.tallystick.gas.GasMeter;

/// One machine for the tests of this package, on a thread with a contract's stack, and a host that
/// keeps storage and logs in maps and charges nothing.
final class MachineForTests {
  /// What the contracts wrote to `console`.
  static final List<ConsoleLine> CONSOLE = new CopyOnWriteArrayList<>();

  static final ContractThreads THREADS = new ContractThreads("machine-test", 1, CONSOLE::add);
  static final long GAS = 30_000_000;
  static final Address CONTRACT = Address.fromHex("0x00000000000000000000000000000000000000cc");
  static final Address ALICE = Address.fromHex("0x00000000000000000000000000000000000000aa");
  static final Address BOB = Address.fromHex("0x00000000000000000000000000000000000000bb");

  private MachineForTests() {}

  /// A code of one file.
  static Code code(String text) {
    return Code.of(1, "test.mjs", List.of(new Code.SourceFile("test.mjs", text)));
  }

  static String resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(MachineForTests.class.getResourceAsStream("/machine/" + name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// How a call of an exported function ended, and the gas it used.
  record Ended(ExportResult result, long gasUsed) {}

  static Ended callExport(Code code, String name) {
    return callExport(code, name, GAS);
  }

  static Ended callExport(Code code, String name, long gasLimit) {
    return THREADS.run(machine -> {
      GasMeter gas = new GasMeter(gasLimit);
      ExportResult result = machine.callExport(code, name, gas);
      return new Ended(result, gas.used());
    });
  }

  static Inspection inspect(String text) {
    return THREADS.run(machine -> machine.inspect(code(text)));
  }

  /// A contract that was deployed by Alice.
  static final class Deployed implements Host {
    final Map<Hash, U256> storage = new HashMap<>();
    final List<String> logs = new ArrayList<>();
    Runnable onLoad = () -> {};
    UnaryOperator<ContractMachine> machines = warm -> warm;
    private final Code code;
    private final Abi abi;

    Deployed(String text, Object... arguments) {
      code = code(text);
      abi =
          THREADS.run(machine -> machine.inspect(code)) instanceof Inspection.Contract(_, Abi found)
              ? found
              : Abi.EMPTY;
      AbiParameters parameters =
          abi.constructor().map(AbiConstructor::inputs).orElse(AbiParameters.NONE);
      Bytes data = AbiCodec.encode(parameters, List.of(arguments));
      MachineResult result =
          THREADS.run(machine ->
              machine.create(code, invocation(data, U256.ZERO), this, new GasMeter(GAS)));
      if (!(result instanceof MachineResult.Returned)) {
        throw new AssertionError("not deployed: " + result);
      }
    }

    /// Calls a function as Alice.
    MachineResult call(String function, Object... arguments) {
      AbiFunction named = abi.functionsNamed(function).getFirst();
      return callRaw(named.encodeCall(List.of(arguments)), U256.ZERO);
    }

    MachineResult callRaw(Bytes data, U256 valueWei) {
      return THREADS.run(machine ->
          machines.apply(machine).call(code, invocation(data, valueWei), this, new GasMeter(GAS)));
    }

    /// What a function returns to Alice.
    List<Object> read(String function, Object... arguments) {
      MachineResult result = call(function, arguments);
      if (result instanceof MachineResult.Returned(Bytes data)) {
        return abi.functionsNamed(function).getFirst().decodeResult(data);
      }
      throw new AssertionError(function + " ended with " + result);
    }

    private static Invocation invocation(Bytes data, U256 valueWei) {
      return new Invocation(
          CONTRACT,
          ALICE,
          valueWei,
          data,
          false,
          false,
          new Invocation.TransactionEnvironment(ALICE, U256.ONE, Hash.ZERO),
          new Invocation.BlockEnvironment(7, 86_400, 31_337, BOB, U256.ONE, Hash.ZERO));
    }

    @Override
    public U256 load(Hash slot) {
      onLoad.run();
      return storage.getOrDefault(slot, U256.ZERO);
    }

    @Override
    public void store(Hash slot, U256 value) {
      if (value.isZero()) {
        storage.remove(slot);
      } else {
        storage.put(slot, value);
      }
    }

    @Override
    public void emit(List<Hash> topics, Bytes data) {
      logs.add(topics + " " + data);
    }

    @Override
    public U256 balanceOf(Address account) {
      return U256.ZERO;
    }

    @Override
    public CallResult call(Call call) {
      throw new AssertionError("nobody to call");
    }

    @Override
    public CreateResult create(Create create) {
      throw new AssertionError("nothing to create");
    }
  }
}
