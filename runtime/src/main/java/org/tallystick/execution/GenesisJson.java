package org.tallystick.execution;

import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.contract.Code;
import org.tallystick.contract.InvalidCodeException;
import org.tallystick.crypto.Checksum;
import org.tallystick.execution.Genesis.Allocation;
import org.tallystick.execution.Genesis.Engine;
import org.tallystick.gas.Limits;
import org.tallystick.json.Json;
import org.tallystick.json.JsonArray;
import org.tallystick.json.JsonException;
import org.tallystick.json.JsonNumber;
import org.tallystick.json.JsonObject;
import org.tallystick.json.JsonText;
import org.tallystick.json.JsonView;

/// Reads and writes genesis files.
///
/// ```json
/// {
///   "chainId": 31337,
///   "timestamp": 0,
///   "gasLimit": 30000000,
///   "baseFeePerGas": "1000000000",
///   "blockReward": "0",
///   "consensus": {"engine": "instant"},
///   "alloc": {
///     "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266": {"balance": "10000000000000000000000"},
///     "0x5FbDB2315678afecb367f032d93F642f64180aa3": {
///       "balance": "0", "nonce": 1, "code": "0xef4a5301…", "storage": {"0x…": "0x1"}
///     }
///   }
/// }
/// ```
///
/// Only `chainId` must be there; everything else has the value above where it is missing, `alloc`
/// is empty. Amounts are in wei. A number may stand as a JSON number, a string of decimal digits,
/// or `0x` and hex digits. All of `consensus` but `engine` are the engine's own settings.
public final class GenesisJson {
  private static final String CHAIN_ID = "chainId";
  private static final String TIMESTAMP = "timestamp";
  private static final String GAS_LIMIT = "gasLimit";
  private static final String BASE_FEE_PER_GAS = "baseFeePerGas";
  private static final String BLOCK_REWARD = "blockReward";
  private static final String CONSENSUS = "consensus";
  private static final String ENGINE = "engine";
  private static final String ALLOC = "alloc";
  private static final String BALANCE = "balance";
  private static final String NONCE = "nonce";
  private static final String CODE = "code";
  private static final String STORAGE = "storage";

  private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]+");
  private static final Pattern DECIMAL = Pattern.compile("[0-9]+");

  private GenesisJson() {}

  /// @throws InvalidGenesisException naming the place and the fault
  public static Genesis parse(String text) {
    try {
      return read(Json.parse(text).view());
    } catch (JsonException e) {
      throw new InvalidGenesisException(String.valueOf(e.getMessage()));
    }
  }

  /// The file of a genesis, for people to read.
  public static String write(Genesis genesis) {
    JsonObject.Builder consensus = Json.object().put(ENGINE, genesis.engine().name());
    genesis.engine().settings().members().forEach(consensus::put);
    JsonObject.Builder alloc = Json.object();
    genesis
        .allocations()
        .forEach((address, allocation) -> alloc.put(Checksum.encode(address), json(allocation)));
    return Json.object()
        .put(CHAIN_ID, genesis.rules().chainId())
        .put(TIMESTAMP, genesis.timestampSeconds())
        .put(GAS_LIMIT, genesis.gasLimit())
        .put(BASE_FEE_PER_GAS, genesis.baseFeePerGasWei().toString())
        .put(BLOCK_REWARD, genesis.rules().blockRewardWei().toString())
        .put(CONSENSUS, consensus)
        .put(ALLOC, alloc)
        .build()
        .writeIndented();
  }

  private static JsonObject json(Allocation allocation) {
    JsonObject.Builder object =
        Json.object()
            .put(BALANCE, allocation.balanceWei().toString())
            .put(NONCE, allocation.nonce());
    allocation.code().ifPresent(code -> object.put(CODE, code.bytes().toHex()));
    if (!allocation.storage().isEmpty()) {
      JsonObject.Builder storage = Json.object();
      allocation.storage().forEach((slot, value) -> storage.put(slot.toHex(), value.toQuantity()));
      object.put(STORAGE, storage);
    }
    return object.build();
  }

  /// The same value with the members of all objects in the order of their names.
  static Json canonical(Json value) {
    return switch (value) {
      case JsonObject object -> {
        SortedMap<String, Json> sorted = new TreeMap<>();
        object.members().forEach((name, member) -> sorted.put(name, canonical(member)));
        yield new JsonObject(sorted);
      }
      case JsonArray array ->
          Json.array(array.elements().stream().map(GenesisJson::canonical).toList());
      case Json scalar -> scalar;
    };
  }

  private static Genesis read(JsonView root) {
    root.requireOnly(
        Set.of(CHAIN_ID, TIMESTAMP, GAS_LIMIT, BASE_FEE_PER_GAS, BLOCK_REWARD, CONSENSUS, ALLOC));
    SortedMap<Address, Allocation> allocations = new TreeMap<>();
    root.optional(ALLOC)
        .ifPresent(alloc ->
            alloc.members().forEach((name, member) -> readAllocation(name, member, allocations)));
    return new Genesis(
        new ChainRules(readLong(root.member(CHAIN_ID)), readWei(root, BLOCK_REWARD, U256.ZERO)),
        root.optional(GAS_LIMIT).map(GenesisJson::readLong).orElse(Limits.BLOCK_GAS_DEFAULT),
        readWei(root, BASE_FEE_PER_GAS, FeeRules.INITIAL_BASE_FEE_PER_GAS_WEI),
        root.optional(TIMESTAMP).map(GenesisJson::readLong).orElse(0L),
        root.optional(CONSENSUS).map(GenesisJson::readEngine).orElse(Engine.INSTANT),
        allocations);
  }

  private static Engine readEngine(JsonView consensus) {
    JsonObject.Builder settings = Json.object();
    consensus
        .object()
        .members()
        .forEach((name, member) -> {
          if (!name.equals(ENGINE)) {
            settings.put(name, member);
          }
        });
    return new Engine(consensus.member(ENGINE).text(), settings.build());
  }

  private static void readAllocation(
      String name, JsonView member, SortedMap<Address, Allocation> allocations) {
    member.requireOnly(Set.of(BALANCE, NONCE, CODE, STORAGE));
    Address address = read(member, name, Checksum::decode);
    Optional<Code> code = member.optional(CODE).map(GenesisJson::readCode);
    SortedMap<Hash, U256> storage = new TreeMap<>();
    member
        .optional(STORAGE)
        .ifPresent(slots ->
            slots
                .members()
                .forEach((slot, value) ->
                    storage.put(
                        Hash.wrap(read(value, slot, GenesisJson::number).toWord()),
                        readU256(value))));
    long nonce =
        member.optional(NONCE).map(GenesisJson::readLong).orElse(code.isPresent() ? 1L : 0L);
    Allocation allocation =
        new Allocation(readWei(member, BALANCE, U256.ZERO), nonce, code, storage);
    if (allocations.put(address, allocation) != null) {
      throw member.fault("the same address was there before, in another spelling");
    }
  }

  private static Code readCode(JsonView view) {
    try {
      return Code.parse(read(view, view.text(), Bytes::fromHex));
    } catch (InvalidCodeException e) {
      throw view.fault(e.rule());
    }
  }

  private static U256 readWei(JsonView object, String name, U256 missing) {
    return object.optional(name).map(GenesisJson::readU256).orElse(missing);
  }

  private static long readLong(JsonView view) {
    BigInteger number = readU256(view).value();
    if (number.bitLength() >= Long.SIZE) {
      throw view.fault("expected a number of at most 63 bits, got " + number);
    }
    return number.longValueExact();
  }

  private static U256 readU256(JsonView view) {
    return switch (view.value()) {
      case JsonText(String text) -> read(view, text, GenesisJson::number);
      case JsonNumber _ -> read(view, view.integer().toString(), GenesisJson::number);
      case Json _ -> throw view.fault("expected a number, got " + view.value().kind());
    };
  }

  private static U256 number(String text) {
    if (HEX.matcher(text).matches()) {
      return new U256(new BigInteger(text.substring(2), 16));
    }
    if (DECIMAL.matcher(text).matches()) {
      return U256.fromDecimal(text);
    }
    throw new IllegalArgumentException(
        "expected a whole number, as in \"12\" or \"0xc\", got \"" + text + '"');
  }

  /// Reads a text, and names the place where it cannot be read.
  private static <T> T read(JsonView view, String text, Function<String, T> reader) {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw view.fault(String.valueOf(e.getMessage()));
    }
  }
}
