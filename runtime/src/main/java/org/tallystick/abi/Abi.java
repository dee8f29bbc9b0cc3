package org.tallystick.abi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.json.Json;
import org.tallystick.json.JsonArray;

/// The outside of a contract: what can be called, what it tells the world, and how it fails.
/// Immutable.
public final class Abi {
  /// The abi that declares nothing.
  public static final Abi EMPTY = new Abi(List.of(), Map.of());

  private final List<AbiItem> items;
  private final Map<String, AbiType.TupleType> structs;
  private final List<AbiFunction> functions;
  private final List<AbiEvent> events;
  private final List<AbiError> errors;

  /// Selectors of the functions in ascending order, and the functions in the same order.
  private final int[] selectors;

  private final AbiFunction[] bySelector;

  /// @param items without two that a caller could not tell apart
  Abi(List<AbiItem> items, Map<String, AbiType.TupleType> structs) {
    this.items = List.copyOf(items);
    this.structs = Map.copyOf(structs);
    this.functions = all(AbiFunction.class);
    this.events = all(AbiEvent.class);
    this.errors = all(AbiError.class);
    this.bySelector = functions.toArray(AbiFunction[]::new);
    Arrays.sort(bySelector, (one, other) -> Integer.compare(selectorOf(one), selectorOf(other)));
    this.selectors = Arrays.stream(bySelector).mapToInt(Abi::selectorOf).toArray();
  }

  /// The abi of these items.
  ///
  /// @throws IllegalArgumentException where a caller could not tell two of them apart, or a limit
  ///   is passed
  public static Abi of(List<? extends AbiItem> items) {
    AbiItems collected = new AbiItems();
    for (AbiItem item : items) {
      collected.add(item);
    }
    return new Abi(collected.all(), Map.of());
  }

  /// Types that all of it is made of when every struct is written out, at most
  /// [AbiLimits#TYPE_NODES_MAX].
  public long typeNodes() {
    return items.stream().mapToLong(AbiItems::nodes).sum();
  }

  /// Reads declarations in viem's or ethers' dialect, one after another on lines of their own or
  /// separated by `;`. `///` and `/** */` comments become the text of the declaration they precede.
  ///
  /// @throws AbiTextException with line and column of the fault
  public static Abi parse(String text) {
    return parse(text, AbiRules.OPEN);
  }

  /// Reads declarations as [#parse(String)] does, under further rules.
  ///
  /// @throws AbiTextException with line and column of the fault
  public static Abi parse(String text, AbiRules rules) {
    return AbiParser.parse(text, rules);
  }

  /// Reads a JSON ABI, or the member `abi` of an artifact.
  ///
  /// @throws org.tallystick.json.JsonException with the path of the fault
  public static Abi fromJson(Json json) {
    return AbiJson.read(json);
  }

  /// What a class has that declares `derived` and extends one that has `base`: everything of both;
  /// of two with one signature the derived, and the derived constructor where there is one.
  ///
  /// @throws IllegalArgumentException where a caller could not tell two items apart, or a limit is
  ///   passed
  public static Abi merge(Abi base, Abi derived) {
    Map<String, AbiItem> merged = new LinkedHashMap<>();
    for (AbiItem item : base.items) {
      merged.put(AbiItems.key(item), item);
    }
    for (AbiItem item : derived.items) {
      merged.put(AbiItems.key(item), item);
    }
    AbiItems collected = new AbiItems();
    merged.values().forEach(collected::add);
    Map<String, AbiType.TupleType> structs = new LinkedHashMap<>(base.structs);
    structs.putAll(derived.structs);
    return new Abi(collected.all(), structs);
  }

  /// All declarations in the order they were made; structs are not among them.
  public List<AbiItem> items() {
    return items;
  }

  /// The structs declared beside the items, by name.
  public Map<String, AbiType.TupleType> structs() {
    return structs;
  }

  public List<AbiFunction> functions() {
    return functions;
  }

  public List<AbiEvent> events() {
    return events;
  }

  public List<AbiError> errors() {
    return errors;
  }

  /// The constructor, where one is declared; [AbiConstructor#DEFAULT] says what holds otherwise.
  public Optional<AbiConstructor> constructor() {
    return all(AbiConstructor.class).stream().findFirst();
  }

  public Optional<AbiReceive> receive() {
    return all(AbiReceive.class).stream().findFirst();
  }

  public Optional<AbiFallback> fallback() {
    return all(AbiFallback.class).stream().findFirst();
  }

  /// The function that some call data calls, by its first four bytes.
  public Optional<AbiFunction> functionOf(Bytes callData) {
    if (callData.length() < AbiSignature.SELECTOR_LENGTH) {
      return Optional.empty();
    }
    int at = Arrays.binarySearch(selectors, AbiSignature.selectorOf(callData.arrayUnsafe()));
    return at < 0 ? Optional.empty() : Optional.of(bySelector[at]);
  }

  /// The functions of this name: more than one where it is overloaded.
  public List<AbiFunction> functionsNamed(String name) {
    return functions.stream().filter(function -> function.name().equals(name)).toList();
  }

  /// The function of this signature, such as `transfer(address,uint256)`.
  public Optional<AbiFunction> function(String signature) {
    return functions.stream()
        .filter(function -> function.signature().equals(signature))
        .findFirst();
  }

  /// The event a log with this first topic is of; anonymous events are never found.
  public Optional<AbiEvent> eventOf(Hash topic0) {
    return events.stream()
        .filter(event -> !event.isAnonymous() && event.topic0().equals(topic0))
        .findFirst();
  }

  /// The events of this name: more than one where it is overloaded.
  public List<AbiEvent> eventsNamed(String name) {
    return events.stream().filter(event -> event.name().equals(name)).toList();
  }

  /// The error that some revert data is of, by its first four bytes.
  public Optional<AbiError> errorOf(Bytes revertData) {
    return errors.stream().filter(error -> revertData.startsWith(error.selector())).findFirst();
  }

  /// The errors of this name: more than one where it is overloaded.
  public List<AbiError> errorsNamed(String name) {
    return errors.stream().filter(error -> error.name().equals(name)).toList();
  }

  /// The JSON ABI as solc, ethers and viem print it. A struct's name stands in `internalType`,
  /// where code generators look for it.
  public JsonArray toJson() {
    return AbiJson.write(this);
  }

  /// All declarations as people write them, one a line; reading them gives the same signatures.
  public String human() {
    StringBuilder text = new StringBuilder();
    for (AbiItem item : items) {
      text.append(item.human()).append('\n');
    }
    return text.toString();
  }

  private static int selectorOf(AbiFunction function) {
    return AbiSignature.selectorOf(function.selector().arrayUnsafe());
  }

  private <T extends AbiItem> List<T> all(Class<T> kind) {
    List<T> found = new ArrayList<>();
    for (AbiItem item : items) {
      if (kind.isInstance(item)) {
        found.add(kind.cast(item));
      }
    }
    return List.copyOf(found);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Abi abi && items.equals(abi.items);
  }

  @Override
  public int hashCode() {
    return items.hashCode();
  }

  @Override
  public String toString() {
    return human();
  }
}
