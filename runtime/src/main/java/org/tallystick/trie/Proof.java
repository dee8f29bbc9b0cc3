package org.tallystick.trie;

import java.util.List;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.Keccak;
import org.tallystick.rlp.RlpException;

/// Checks what a trie says about one key, given only its root and the nodes on the way: the form in
/// which `eth_getProof` answers ([EIP-1186](https://eips.ethereum.org/EIPS/eip-1186)).
///
/// The nodes come from whoever wants to be believed, so nothing in them is: each must have the hash
/// that the one before names, none may be missing, left over or malformed. Work is bounded by the
/// length of the proof.
public final class Proof {
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
        step = step(EncodedNode.read(node), rest);
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

  private static Step step(EncodedNode node, Nibbles rest) {
    return switch (node) {
      case EncodedNode.Empty _ -> new Step.Missing();
      case EncodedNode.Leaf(Nibbles path, Bytes value) ->
          path.equals(rest) ? new Step.Found(value) : new Step.Missing();
      case EncodedNode.Extension(Nibbles path, Reference child) ->
          rest.startsWith(path)
              ? new Step.Down(child, rest.drop(path.length()))
              : new Step.Missing();
      case EncodedNode.Branch(_, Bytes value) when rest.isEmpty() ->
          value.isEmpty() ? new Step.Missing() : new Step.Found(value);
      case EncodedNode.Branch(List<Reference> children, _) -> {
        Reference child = children.get(rest.at(0));
        yield child.isEmpty() ? new Step.Missing() : new Step.Down(child, rest.drop(1));
      }
    };
  }
}
