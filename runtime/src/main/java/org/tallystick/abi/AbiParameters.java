package org.tallystick.abi;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What is encoded together, in order: the parameters of a function, the fields of a struct. Knows
/// its size beforehand, since every call asks.
public final class AbiParameters implements Iterable<AbiParameter> {
  public static final AbiParameters NONE = new AbiParameters(List.of());

  private final List<AbiParameter> all;
  private final AbiType[] types;
  private final boolean isDynamic;
  private final int headSize;
  private final int depth;
  private final int nodes;

  private AbiParameters(List<AbiParameter> parameters) {
    all = List.copyOf(parameters);
    types = new AbiType[all.size()];
    Set<String> names = new HashSet<>();
    boolean dynamic = false;
    long size = 0;
    int deepest = 0;
    long count = 0;
    for (int at = 0; at < types.length; at++) {
      AbiParameter parameter = all.get(at);
      if (!parameter.name().isEmpty() && !names.add(parameter.name())) {
        throw new IllegalArgumentException(
            "the name \"" + parameter.name() + "\" is there twice: give one another name");
      }
      AbiType type = parameter.type();
      types[at] = type;
      dynamic |= type.isDynamic();
      size += type.headSize();
      deepest = Math.max(deepest, AbiLimits.depth(type));
      count += AbiLimits.nodes(type);
    }
    isDynamic = dynamic;
    headSize = AbiLimits.requireStaticSize(size);
    depth = deepest;
    nodes = AbiLimits.requireNodes(count);
  }

  /// @throws IllegalArgumentException where a name is there twice, or a limit is passed
  public static AbiParameters of(List<AbiParameter> parameters) {
    return parameters.isEmpty() ? NONE : new AbiParameters(parameters);
  }

  /// Parameters without names.
  ///
  /// @throws IllegalArgumentException where a limit is passed
  public static AbiParameters ofTypes(List<? extends AbiType> types) {
    return of(types.stream().map(type -> new AbiParameter("", type)).toList());
  }

  /// Reads a list such as `address to, uint256 value`, with or without names.
  ///
  /// @throws AbiTextException where the text is no such list
  public static AbiParameters parse(String text) {
    return AbiParser.parseParameters(text);
  }

  public List<AbiParameter> all() {
    return all;
  }

  public int size() {
    return types.length;
  }

  public boolean isEmpty() {
    return types.length == 0;
  }

  public AbiParameter get(int index) {
    return all.get(index);
  }

  /// The types in parentheses, as in signatures: `(address,uint256)`.
  public String canonicalName() {
    return all.stream()
        .map(parameter -> parameter.type().canonicalName())
        .collect(Collectors.joining(",", "(", ")"));
  }

  /// Whether an encoding has a tail.
  public boolean isDynamic() {
    return isDynamic;
  }

  /// Bytes of all heads: the least an encoding has.
  public int headSize() {
    return headSize;
  }

  AbiType type(int index) {
    return types[index];
  }

  /// How an error calls the parameter: by its name, or by its position where it has none.
  String step(int index) {
    String name = all.get(index).name();
    return name.isEmpty() ? "[" + index + "]" : name;
  }

  int depth() {
    return depth;
  }

  int nodes() {
    return nodes;
  }

  @Override
  public Iterator<AbiParameter> iterator() {
    return all.iterator();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AbiParameters parameters && all.equals(parameters.all);
  }

  @Override
  public int hashCode() {
    return all.hashCode();
  }

  /// As people write it: `(address to, uint256 value)`.
  @Override
  public String toString() {
    return AbiHuman.parameters(this);
  }
}
