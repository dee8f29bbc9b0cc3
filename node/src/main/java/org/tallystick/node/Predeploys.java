package org.tallystick.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.U256;
import org.tallystick.contract.Code;
import org.tallystick.execution.Genesis.Allocation;
import org.tallystick.machine.GraalMachine;

/// Contracts that clients look for at one address on every chain. A development chain begins with
/// them.
public final class Predeploys {
  /// Where [Multicall3](https://github.com/mds1/multicall3) stands on Ethereum's chains.
  public static final Address MULTICALL3 =
      Address.fromHex("0xca11bde05977b3631167028862be2a173976ca11");

  private static final String MULTICALL3_FILE = "Multicall3.js";

  private Predeploys() {}

  public static SortedMap<Address, Allocation> allocations() {
    SortedMap<Address, Allocation> allocations = new TreeMap<>();
    allocations.put(
        MULTICALL3, new Allocation(U256.ZERO, 1, Optional.of(multicall3()), new TreeMap<>()));
    return allocations;
  }

  static Code multicall3() {
    return Code.of(
        GraalMachine.SDK,
        MULTICALL3_FILE,
        List.of(new Code.SourceFile(MULTICALL3_FILE, read(MULTICALL3_FILE))));
  }

  private static String read(String file) {
    try (InputStream text = Predeploys.class.getResourceAsStream(file)) {
      if (text == null) {
        throw new IllegalStateException("the file " + file + " is not where it was built into");
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException fault) {
      throw new UncheckedIOException("cannot read " + file, fault);
    }
  }
}
