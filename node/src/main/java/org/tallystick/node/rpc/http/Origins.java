package org.tallystick.node.rpc.http;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells apart the pages that may use the node's accounts from those that may only read ([RFC
/// 6454](https://www.rfc-editor.org/rfc/rfc6454)).
final class Origins {
  private static final String ANY = "*";
  private static final String SCHEME_END = "://";

  private final Set<String> allowed;

  Origins(Set<String> allowed) {
    this.allowed = allowed;
  }

  /// The origin, where it is of a page that may not use the node's accounts. Absent for a program,
  /// which sends none.
  ///
  /// @param origin the `Origin` header
  /// @param host the `Host` header, which is known to name this server
  Optional<String> untrusted(@Nullable String origin, String host) {
    if (origin == null || allowed.contains(ANY) || allowed.contains(origin)) {
      return Optional.empty();
    }
    String lowerCase = origin.toLowerCase(Locale.ROOT);
    int schemeEnd = lowerCase.indexOf(SCHEME_END);
    if (schemeEnd < 0) {
      // "null": a page in a sandbox, or a file.
      return Optional.of(origin);
    }
    String scheme = lowerCase.substring(0, schemeEnd);
    String authority = lowerCase.substring(schemeEnd + SCHEME_END.length());
    boolean isWeb = scheme.equals("http") || scheme.equals("https");
    boolean isOwn =
        withoutDefaultPort(authority, scheme)
            .equals(withoutDefaultPort(host.toLowerCase(Locale.ROOT), scheme));
    return isWeb && (isOwn || HostNames.isLoopback(withoutPort(authority)))
        ? Optional.empty()
        : Optional.of(origin);
  }

  private static String withoutDefaultPort(String authority, String scheme) {
    String port = scheme.equals("https") ? ":443" : ":80";
    return authority.endsWith(port)
        ? authority.substring(0, authority.length() - port.length())
        : authority;
  }

  /// The name alone: `localhost` of `localhost:8545`, `[::1]` of `[::1]:8545`.
  static String withoutPort(String authority) {
    int colon = authority.lastIndexOf(':');
    return colon < 0 || authority.endsWith("]") ? authority : authority.substring(0, colon);
  }
}
