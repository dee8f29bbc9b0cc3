package org.tallystick.node.cli;

import java.util.function.Function;
import org.tallystick.node.client.NodeClient;
import org.tallystick.node.client.NodeRefusalException;
import org.tallystick.node.client.NodeUnreachableException;
import org.tallystick.node.rpc.http.RpcOptions;
import picocli.CommandLine.Option;

/// Which node a command speaks to.
final class NodeOptions {
  static final String URL_DEFAULT = "http://127.0.0.1:" + RpcOptions.PORT_DEFAULT;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The node's JSON-RPC (default: ${DEFAULT-VALUE}).")
  private String url = URL_DEFAULT;

  String url() {
    return url;
  }

  /// Does something by a node.
  ///
  /// @throws CommandException where the node cannot be reached or refuses
  <T> T ask(Function<NodeClient, T> work) {
    try (NodeClient node = new NodeClient(url)) {
      return work.apply(node);
    } catch (IllegalArgumentException fault) {
      throw CommandException.usage("--url: " + fault.getMessage());
    } catch (NodeUnreachableException fault) {
      throw CommandException.unreachable(
          fault.getMessage() + "; tally dev starts a chain, --url names another node");
    } catch (NodeRefusalException refusal) {
      throw CommandException.failed("the node refuses: " + refusal.words());
    }
  }
}
