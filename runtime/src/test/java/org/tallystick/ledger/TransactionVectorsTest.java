package org.tallystick.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.tallystick.bytes.Bytes;
import org.tallystick.gas.GasSchedule;
import org.tallystick.testing.Vectors;
import tools.jackson.databind.JsonNode;

/// The TransactionTests of [ethereum/tests](https://github.com/ethereum/tests): what each of
/// Ethereum's rule sets takes of a transaction's bytes, its hash, sender and intrinsic gas. The
/// rules that the codec leaves to admission are written here, fork by fork.
class TransactionVectorsTest {
  /// In the order of their rules; the names are the vectors'.
  private enum Fork {
    FRONTIER("Frontier"),
    HOMESTEAD("Homestead"),
    TANGERINE_WHISTLE("EIP150"),
    SPURIOUS_DRAGON("EIP158"),
    BYZANTIUM("Byzantium"),
    CONSTANTINOPLE("Constantinople"),
    PETERSBURG("ConstantinopleFix"),
    ISTANBUL("Istanbul"),
    BERLIN("Berlin"),
    LONDON("London"),
    PARIS("Paris"),
    SHANGHAI("Shanghai"),
    CANCUN("Cancun");

    private final String key;

    Fork(String key) {
      this.key = key;
    }

    boolean has(Fork rules) {
      return compareTo(rules) >= 0;
    }
  }

  /// The field that our refusal names where the vector has this exception, so that a transaction is
  /// not refused for another fault than its own.
  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("NONCE_OVERFLOW", "nonce"),
          Map.entry("NONCE_TOO_BIG", "nonce"),
          Map.entry("RLP_INVALID_NONCE", "nonce"),
          Map.entry("RLP_LEADING_ZEROS_NONCE", "nonce"),
          Map.entry("RLP_LEADING_ZEROS_NONCE_SIZE", "nonce"),
          Map.entry("GASLIMIT_OVERFLOW", "gasLimit"),
          Map.entry("GASLIMIT_PRICE_PRODUCT_OVERFLOW", "gasLimit times"),
          Map.entry("RLP_INVALID_GASLIMIT", "gasLimit"),
          Map.entry("RLP_LEADING_ZEROS_GASLIMIT", "gasLimit"),
          Map.entry("RLP_LEADING_ZEROS_GASPRICE", "gasPrice"),
          Map.entry("RLP_LEADING_ZEROS_BASEFEE", "maxFeePerGas"),
          Map.entry("PRIORITY_OVERFLOW", "maxPriorityFeePerGas"),
          Map.entry("RLP_LEADING_ZEROS_PRIORITY_FEE", "maxPriorityFeePerGas"),
          Map.entry("ADDRESS_TOO_LONG", "to"),
          Map.entry("ADDRESS_TOO_SHORT", "to"),
          Map.entry("RLP_INVALID_TO", "to"),
          Map.entry("VALUE_OVERFLOW", "value"),
          Map.entry("RLP_LEADING_ZEROS_VALUE", "value"),
          Map.entry("RLP_INVALID_DATA", "data"),
          Map.entry("RLP_INVALID_ACCESS_LIST_ADDRESS_TOO_LONG", "accessList address"),
          Map.entry("RLP_INVALID_ACCESS_LIST_ADDRESS_TOO_SHORT", "accessList address"),
          Map.entry("RLP_INVALID_ACCESS_LIST_STORAGE_TOO_LONG", "accessList storageKey"),
          Map.entry("RLP_INVALID_ACCESS_LIST_STORAGE_TOO_SHORT", "accessList storageKey"),
          Map.entry("RLP_LEADING_ZEROS_V", "v"),
          Map.entry("RLP_INVALID_SIGNATURE_R", "r"),
          Map.entry("RLP_LEADING_ZEROS_R", "r"),
          Map.entry("RLP_INVALID_SIGNATURE_S", "s"),
          Map.entry("RLP_LEADING_ZEROS_S", "s"),
          Map.entry("EC_RECOVERY_FAIL", "no key can have made the signature"));

  private static final long CHAIN_ID = 1;
  private static final int INITCODE_LENGTH_MAX = 49_152;

  @TestFactory
  Stream<DynamicTest> transactionsAreTakenAndRefusedAsTheVectorsSay() throws IOException {
    Path folder = Vectors.require("TransactionTests");
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    assertTrue(files.size() > 150, "only " + files.size() + " vectors");
    return files.stream()
        .map(file ->
            DynamicTest.dynamicTest(
                folder.relativize(file).toString(),
                () -> check(Vectors.requireJson("TransactionTests/" + folder.relativize(file)))));
  }

  private static void check(JsonNode vectors) {
    for (JsonNode vector : vectors) {
      Bytes encoded = Bytes.fromHex(vector.get("txbytes").asString());
      for (Fork fork : Fork.values()) {
        JsonNode expected = vector.get("result").get(fork.key);
        if (expected != null) {
          check(encoded, fork, expected);
        }
      }
    }
  }

  private static void check(Bytes encoded, Fork fork, JsonNode expected) {
    String exception = expected.path("exception").asString("");
    SignedTransaction transaction;
    try {
      transaction = TransactionCodec.decode(encoded);
    } catch (LedgerException refusal) {
      assertTrue(!exception.isEmpty(), fork + " takes it, we said " + refusal.fault());
      assertFault(exception, refusal.fault());
      return;
    }
    Optional<String> refusal = refusal(transaction.payload(), transaction, fork);
    assertEquals(!exception.isEmpty(), refusal.isPresent(), fork + " " + exception + refusal);
    if (exception.isEmpty()) {
      assertEquals(expected.get("hash").asString(), transaction.hash().toHex(), fork.key);
      assertEquals(expected.get("sender").asString(), transaction.sender().toHex(), fork.key);
      assertEquals(
          Long.decode(expected.get("intrinsicGas").asString()),
          intrinsicGas(transaction.payload(), fork),
          fork.key);
    }
  }

  private static void assertFault(String exception, String fault) {
    String field = FIELDS.get(exception.replace("TransactionException.", ""));
    if (field != null) {
      assertTrue(
          fault.matches("(transaction[a-z0-9 ]*[:,] )?" + field + "\\b.*"),
          () -> exception + " is about " + field + ", we said " + fault);
    }
  }

  private static Optional<String> refusal(
      Transaction payload, SignedTransaction signed, Fork fork) {
    OptionalLong chainId = payload.chainId();
    if ((payload.type() == 1 && !fork.has(Fork.BERLIN))
        || (payload.type() == 2 && !fork.has(Fork.LONDON))) {
      return Optional.of("type");
    }
    if (chainId.isPresent()
        && (chainId.getAsLong() != CHAIN_ID || !fork.has(Fork.SPURIOUS_DRAGON))) {
      return Optional.of("chain id");
    }
    if (!signed.signature().isLowS() && fork.has(Fork.HOMESTEAD)) {
      return Optional.of("high s");
    }
    if (Long.compareUnsigned(payload.gasLimit(), intrinsicGas(payload, fork)) < 0) {
      return Optional.of("intrinsic gas");
    }
    if (payload.isCreation()
        && payload.data().length() > INITCODE_LENGTH_MAX
        && fork.has(Fork.SHANGHAI)) {
      return Optional.of("initcode");
    }
    if (payload.maxFeePerGasWei().isLessThan(payload.maxPriorityFeePerGasWei())) {
      return Optional.of("tip");
    }
    return Optional.empty();
  }

  /// This chain's own price list is Shanghai's; older rules are that with fewer or other prices.
  private static long intrinsicGas(Transaction payload, Fork fork) {
    long gas =
        GasSchedule.intrinsic(
            payload.data(),
            payload.isCreation(),
            payload.accessList().size(),
            payload.accessListSlots());
    if (payload.isCreation() && !fork.has(Fork.SHANGHAI)) {
      gas -= GasSchedule.CREATION_DATA_WORD * ((payload.data().length() + 31) / 32);
    }
    if (payload.isCreation() && !fork.has(Fork.HOMESTEAD)) {
      gas -= GasSchedule.CREATE;
    }
    if (!fork.has(Fork.ISTANBUL)) {
      long nonzero = 0;
      for (byte one : payload.data().toArray()) {
        nonzero += one == 0 ? 0 : 1;
      }
      gas += nonzero * (68 - GasSchedule.DATA_NONZERO_BYTE);
    }
    return gas;
  }
}
