package org.tallystick.node.rpc.eth;

import java.util.Locale;
import java.util.Optional;
import org.tallystick.bytes.Hash;
import org.tallystick.json.JsonText;
import org.tallystick.node.rpc.protocol.Argument;

/// Which block a call means.
public sealed interface BlockSelector {
  /// The length of `0x` and a hash: what is so long is no number.
  int HASH_TEXT_LENGTH = 2 + 2 * Hash.LENGTH;

  /// The block with this number.
  record OfNumber(long number) implements BlockSelector {}

  /// The block with this hash.
  record OfHash(Hash hash) implements BlockSelector {}

  /// A block by its place in the chain as it stands.
  enum Tag implements BlockSelector {
    /// The newest.
    LATEST,
    /// The next; here the newest, since blocks are made at once and whole.
    PENDING,
    /// Block 0.
    EARLIEST,
    /// The newest that is not expected to change.
    SAFE,
    /// The newest that cannot change.
    FINALIZED
  }

  /// Reads a number or a tag; the newest block where it was left out.
  static BlockSelector numberOrTag(Optional<Argument> argument) {
    return argument.map(BlockSelector::numberOrTag).orElse(Tag.LATEST);
  }

  /// Reads a number or a tag.
  static BlockSelector numberOrTag(Argument argument) {
    if (argument.value() instanceof JsonText(String text)) {
      for (Tag tag : Tag.values()) {
        if (tag.name().toLowerCase(Locale.ROOT).equals(text)) {
          return tag;
        }
      }
    }
    return new OfNumber(argument.smallQuantity());
  }

  /// Reads every form there is: a number, a tag, a hash, or an object that names one of them
  /// ([EIP-1898](https://eips.ethereum.org/EIPS/eip-1898)); the newest block where it was left out.
  static BlockSelector any(Optional<Argument> argument) {
    return argument.map(BlockSelector::any).orElse(Tag.LATEST);
  }

  private static BlockSelector any(Argument argument) {
    if (argument.isObject()) {
      return fromObject(argument);
    }
    if (argument.value() instanceof JsonText(String text) && text.length() == HASH_TEXT_LENGTH) {
      return new OfHash(argument.hash());
    }
    return numberOrTag(argument);
  }

  private static BlockSelector fromObject(Argument argument) {
    Optional<Argument> hash = argument.member("blockHash");
    Optional<Argument> number = argument.member("blockNumber");
    // All blocks that are kept are of the one chain, so it makes no difference; but it is read.
    argument.member("requireCanonical").ifPresent(Argument::bool);
    if (hash.isPresent() == number.isPresent()) {
      throw argument.fault("either blockHash or blockNumber has to be given, and not both");
    }
    return hash.isPresent() ? new OfHash(hash.get().hash()) : numberOrTag(number.orElseThrow());
  }
}
