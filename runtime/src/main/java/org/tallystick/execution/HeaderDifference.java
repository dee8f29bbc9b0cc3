package org.tallystick.execution;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tallystick.ledger.Header;

/// Finds in which field two headers differ, so that a refused block says more than two hashes.
final class HeaderDifference {
  /// A field of a header, by its name in JSON-RPC.
  private record Field(String name, Function<Header, Object> value) {}

  /// Causes before effects: a wrong parent changes all roots.
  private static final List<Field> FIELDS =
      List.of(
          new Field("parentHash", Header::parentHash),
          new Field("number", Header::number),
          new Field("timestamp", Header::timestampSeconds),
          new Field("gasLimit", Header::gasLimit),
          new Field("baseFeePerGas", Header::baseFeePerGasWei),
          new Field("miner", Header::feeRecipient),
          new Field("mixHash", Header::mixHash),
          new Field("extraData", Header::extraData),
          new Field("difficulty", Header::difficulty),
          new Field("nonce", Header::nonce),
          new Field("sha3Uncles", Header::ommersHash),
          new Field("transactionsRoot", Header::transactionsRoot),
          new Field("gasUsed", Header::gasUsed),
          new Field("receiptsRoot", Header::receiptsRoot),
          new Field("logsBloom", Header::logsBloom),
          new Field("stateRoot", Header::stateRoot));

  private HeaderDifference() {}

  static Optional<Verdict> first(Header expected, Header got) {
    for (Field field : FIELDS) {
      Object expectedValue = field.value.apply(expected);
      Object gotValue = field.value.apply(got);
      if (!expectedValue.equals(gotValue)) {
        return Optional.of(
            new Verdict.BadHeader(field.name, expectedValue.toString(), gotValue.toString()));
      }
    }
    return Optional.empty();
  }
}
