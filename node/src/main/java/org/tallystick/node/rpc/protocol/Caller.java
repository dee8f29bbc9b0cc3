package org.tallystick.node.rpc.protocol;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Who asks.
///
/// @param untrustedOrigin the page it comes from, where that is one that may not use the node's
///   accounts
/// @param isGone whether nobody waits for the answer any more
/// @param conversation absent where the connection is there for the answer only
public record Caller(
    Optional<String> untrustedOrigin, BooleanSupplier isGone, Optional<Conversation> conversation) {
  /// One that may call everything.
  public static final Caller TRUSTED = new Caller(Optional.empty(), () -> false);

  /// One that waits for an answer and no more.
  public Caller(Optional<String> untrustedOrigin, BooleanSupplier isGone) {
    this(untrustedOrigin, isGone, Optional.empty());
  }

  public Optional<RpcError> refusal(RpcMethod method) {
    return switch (method.access()) {
      case ANY_PAGE -> Optional.empty();
      case TRUSTED_PAGES ->
          untrustedOrigin.map(origin ->
              RpcError.of(
                  RpcError.UNAUTHORIZED,
                  method.name()
                      + " uses accounts of this node or changes its chain, and is not for pages of "
                      + Argument.shorten(origin)
                      + "; the node's option --cors names pages that may call it"));
    };
  }
}
