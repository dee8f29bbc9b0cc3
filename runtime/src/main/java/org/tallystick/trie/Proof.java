package org.tallystick.trie;

import java.util.List;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.Keccak;
import org.tallystick.rlp.RlpException;
import org.tallystick.rlp.RlpReader;

/// Checks what a trie says about one key, given only its root and the nodes on the way: the form in
/// which `eth_getProof` answers ([EIP-1186](https://eips.ethereum.org/EIPS/eip-1186)).
///
/// The nodes come from whoever wants to be believed, so nothing in them is: each must have the hash
/// that the one before names, none may be missing, left over or malformed. Work is bounded by the
/// length of the proof.
public final class Proof {
  private static final int BRANCH_ITEMS = Nibbles.RADIX + 1;

  /// What a proof shows.
  public sealed interface Verdict {
    /// The trie has the key, with this value.
    record Present(Bytes value) implements Verdict {}

    /// The trie does not have the key.
    record Absent() implements Verdict {}

    /// The proof shows nothing.
    ///
    /// @param reason for people
    record Invalid(String reason) implements Verdict {}
  }

  /// Where one node leads.
  private sealed interface Step {
    /// To the key's value.
    record Found(Bytes value) implements Step {}

    /// To nothing: the key would have to be here.
    record Missing() implements Step {}

    /// Further down.
    ///
    /// @param rest of the path
    record Down(Reference child, Nibbles rest) implements Step {}
  }

  private Proof() {}

  /// Checks a proof. Never throws, whatever the nodes are.
  ///
  /// @param proof nodes from the root down, those left out that lie inside their parent; none for
  ///   an empty trie
  public static Verdict verify(Hash root, Bytes key, List<Bytes> proof) {
    if (proof.isEmpty() && root.equals(MerkleTrie.EMPTY_ROOT)) {
      return new Verdict.Absent();
    }
    Reference next = Reference.to(root);
    Nibbles rest = Nibbles.ofKey(key);
    int used = 0;
    while (true) {
      Bytes node = next.bytes();
      if (!next.isInline()) {
        if (used == proof.size()) {
          return invalid("node " + used + " with the hash " + next.hash() + " is missing");
        }
        node = proof.get(used);
        if (used > 0 && node.length() < Hash.LENGTH) {
          return invalid("node " + used + " is so short that it lies inside its parent");
        }
        Hash hash = Keccak.hash(node);
        if (!hash.equals(next.hash())) {
          return invalid("node " + used + " has the hash " + hash + ", not " + next.hash());
        }
        used++;
      }
      Step step;
      try {
        step = read(node, rest);
      } catch (RlpException fault) {
        return invalid("node " + (used - 1) + " is no trie node: " + fault.getMessage());
      }
      switch (step) {
        case Step.Down(Reference child, Nibbles remaining) -> {
          next = child;
          rest = remaining;
        }
        case Step.Found(Bytes value) -> {
          return used == proof.size() ? new Verdict.Present(value) : leftOver(used, proof);
        }
        case Step.Missing() -> {
          return used == proof.size() ? new Verdict.Absent() : leftOver(used, proof);
        }
      }
    }
  }

  private static Verdict invalid(String reason) {
    return new Verdict.Invalid(reason);
  }

  private static Verdict leftOver(int used, List<Bytes> proof) {
    return invalid("the way ends after " + used + " nodes, but there are " + proof.size());
  }

  /// @throws RlpException where the bytes are not a node
  private static Step read(Bytes node, Nibbles rest) {
    RlpReader reader = RlpReader.of(node);
    if (!reader.isList()) {
      reader.readBytes(0);
      reader.finish();
      return new Step.Missing();
    }
    int items = countItems(node);
    reader.enterList();
    Step step =
        switch (items) {
          case 2 -> readShort(reader, rest);
          case BRANCH_ITEMS -> readBranch(reader, rest);
          default ->
              throw new RlpException(0, "a node has 2 or " + BRANCH_ITEMS + " items, got " + items);
        };
    reader.leaveList();
    reader.finish();
    return step;
  }

  private static int countItems(Bytes node) {
    RlpReader reader = RlpReader.of(node);
    reader.enterList();
    int items = 0;
    while (reader.hasNext()) {
      reader.skip();
      items++;
    }
    return items;
  }

  /// Reads a leaf or an extension.
  private static Step readShort(RlpReader reader, Nibbles rest) {
    int offset = reader.offset();
    HexPrefix prefix =
        HexPrefix.read(reader.readBytes())
            .orElseThrow(() -> new RlpException(offset, "not a path in hex-prefix encoding"));
    Nibbles path = prefix.path();
    if (prefix.isLeaf()) {
      Bytes value = readValue(reader);
      return path.equals(rest) ? new Step.Found(value) : new Step.Missing();
    }
    if (path.isEmpty()) {
      throw new RlpException(offset, "an extension has at least one step");
    }
    int childOffset = reader.offset();
    Reference child = Reference.read(reader);
    if (child.isEmpty()) {
      throw new RlpException(childOffset, "an extension has a child");
    }
    return rest.startsWith(path)
        ? new Step.Down(child, rest.drop(path.length()))
        : new Step.Missing();
  }

  private static Bytes readValue(RlpReader reader) {
    int offset = reader.offset();
    Bytes value = reader.readBytes();
    if (value.isEmpty()) {
      throw new RlpException(offset, "a leaf has a value of at least one byte");
    }
    return value;
  }

  private static Step readBranch(RlpReader reader, Nibbles rest) {
    Reference chosen = Reference.EMPTY;
    for (int step = 0; step < Nibbles.RADIX; step++) {
      Reference child = Reference.read(reader);
      if (!rest.isEmpty() && rest.at(0) == step) {
        chosen = child;
      }
    }
    Bytes value = reader.readBytes();
    if (rest.isEmpty()) {
      return value.isEmpty() ? new Step.Missing() : new Step.Found(value);
    }
    return chosen.isEmpty() ? new Step.Missing() : new Step.Down(chosen, rest.drop(1));
  }
}
