package org.tallystick.abi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.Keccak;

/// Something a contract tells the world. Indexed inputs become topics, which can be searched for;
/// the others become data. An indexed value larger than a word is there only as its hash.
public final class AbiEvent implements AbiItem {
  /// Topics of one log (Yellow Paper, appendix H: LOG0 to LOG4).
  private static final int TOPICS_MAX = 4;

  private final String name;
  private final List<Input> inputs;
  private final boolean isAnonymous;
  private final String doc;
  private final AbiSignature signature;
  private final AbiParameters data;
  private final int nodes;

  /// @param isAnonymous whether the first topic is not the signature's hash
  /// @throws IllegalArgumentException where the name is no identifier, a name is there twice, or
  ///   more inputs are indexed than a log has topics
  public AbiEvent(String name, List<Input> inputs, boolean isAnonymous, String doc) {
    AbiNames.requireIdentifier(name);
    this.name = name;
    this.inputs = List.copyOf(inputs);
    this.isAnonymous = isAnonymous;
    this.doc = doc;
    AbiParameters all = AbiParameters.of(inputs.stream().map(Input::parameter).toList());
    this.signature = AbiSignature.of(name, all);
    this.nodes = all.nodes();
    this.data =
        AbiParameters.of(
            inputs.stream().filter(input -> !input.isIndexed()).map(Input::parameter).toList());
    int indexed = inputs.size() - data.size();
    int indexedMax = isAnonymous ? TOPICS_MAX : TOPICS_MAX - 1;
    if (indexed > indexedMax) {
      throw new IllegalArgumentException(
          "an%s event has at most %d indexed inputs, this one has %d"
              .formatted(isAnonymous ? " anonymous" : "", indexedMax, indexed));
    }
  }

  public String name() {
    return name;
  }

  public List<Input> inputs() {
    return inputs;
  }

  public boolean isAnonymous() {
    return isAnonymous;
  }

  @Override
  public String doc() {
    return doc;
  }

  /// Name and types: `Transfer(address,address,uint256)`.
  public String signature() {
    return signature.text();
  }

  /// The hash of the signature: the first topic of every log of this event, unless it is anonymous.
  public Hash topic0() {
    return signature.hash();
  }

  /// The log of this event with these values.
  ///
  /// @throws AbiValueException where the values do not fit the inputs
  public Encoded encode(List<?> values) {
    if (values.size() != inputs.size()) {
      throw AbiValueException.wrongKind(
          "%s takes %d values, got %d".formatted(signature(), inputs.size(), values.size()));
    }
    List<Hash> topics = new ArrayList<>(TOPICS_MAX);
    List<Object> rest = new ArrayList<>(data.size());
    if (!isAnonymous) {
      topics.add(topic0());
    }
    for (int at = 0; at < inputs.size(); at++) {
      Input input = inputs.get(at);
      Object value = values.get(at);
      if (!input.isIndexed()) {
        rest.add(value);
        continue;
      }
      try {
        topics.add(topic(input.parameter().type(), value));
      } catch (AbiValueException fault) {
        throw fault.inside(step(at));
      }
    }
    return new Encoded(topics, AbiEncoder.encode(Bytes.EMPTY, data, rest));
  }

  /// The topic to search logs for, where an indexed input has this value.
  ///
  /// @throws AbiValueException where the value does not fit the type
  public static Hash topic(AbiType type, Object value) {
    byte[] inPlace = AbiEncoder.encodeInPlace(type, value);
    // Arrays and structs are hashed even where they are a single word.
    return type instanceof AbiType.ValueType ? Hash.wrap(inPlace) : Keccak.hash(inPlace);
  }

  /// The values of a log; a [Hash] stands for an indexed value larger than a word.
  ///
  /// @throws AbiDataException where the log is not of this event
  public List<Object> decode(List<Hash> topics, Bytes logData) {
    int first = isAnonymous ? 0 : 1;
    int indexed = inputs.size() - data.size();
    if (topics.size() != first + indexed) {
      throw new AbiDataException(
          "a log of %s has %d topics, got %d"
              .formatted(signature(), first + indexed, topics.size()));
    }
    if (!isAnonymous && !topics.getFirst().equals(topic0())) {
      throw new AbiDataException(
          "not a log of %s: its first topic is %s, got %s"
              .formatted(signature(), topic0(), topics.getFirst()));
    }
    List<Object> rest = AbiDecoder.decode(data, logData, 0);
    List<Object> values = new ArrayList<>(inputs.size());
    int topic = first;
    int at = 0;
    for (Input input : inputs) {
      if (input.isIndexed()) {
        values.add(fromTopic(input, topics.get(topic)));
        topic++;
      } else {
        values.add(rest.get(at));
        at++;
      }
    }
    return Collections.unmodifiableList(values);
  }

  private Object fromTopic(Input input, Hash topic) {
    if (!(input.parameter().type() instanceof AbiType.ValueType word)) {
      return topic;
    }
    try {
      return AbiDecoder.decodeWord(word, topic);
    } catch (AbiDataException fault) {
      throw fault.inside(step(inputs.indexOf(input)));
    }
  }

  int nodes() {
    return nodes;
  }

  private String step(int index) {
    String input = inputs.get(index).parameter().name();
    return input.isEmpty() ? "[" + index + "]" : input;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AbiEvent event
        && name.equals(event.name)
        && inputs.equals(event.inputs)
        && isAnonymous == event.isAnonymous
        && doc.equals(event.doc);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, inputs, isAnonymous);
  }

  @Override
  public String toString() {
    return human();
  }

  /// @param isIndexed whether the value becomes a topic
  public record Input(AbiParameter parameter, boolean isIndexed) {}

  /// What a log holds besides its address.
  ///
  /// @param topics at most four
  public record Encoded(List<Hash> topics, Bytes data) {
    public Encoded {
      topics = List.copyOf(topics);
    }
  }
}
