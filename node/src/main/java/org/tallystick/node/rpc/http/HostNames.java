package org.tallystick.node.rpc.http;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The names by which this server may be reached.
///
/// A page can make its own name stand for 127.0.0.1 after it was loaded (DNS rebinding), and would
/// then be of one origin with this server. The `Host` header gives it away: it still has the page's
/// name. Plain addresses are safe, since no name was looked up.
final class HostNames {
  private static final String ANY = "*";
  private static final Pattern IP_V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  private final Set<String> allowed;

  HostNames(Set<String> allowed) {
    this.allowed = allowed;
  }

  /// @param host as in the `Host` header, without the port
  boolean allow(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return isLoopback(name) || isAddress(name) || allowed.contains(ANY) || allowed.contains(name);
  }

  /// Whether a name is this machine's own, whatever the network says ([RFC
  /// 6761](https://www.rfc-editor.org/rfc/rfc6761), section 6.3).
  ///
  /// @param name in lower case
  static boolean isLoopback(String name) {
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || name.equals("[::1]")
        || (name.startsWith("127.") && isAddress(name));
  }

  private static boolean isAddress(String name) {
    return IP_V4.matcher(name).matches() || (name.startsWith("[") && name.endsWith("]"));
  }
}
