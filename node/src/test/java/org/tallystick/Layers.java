package org.tallystick;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The walls of the house: which room may name which, and through which room each library comes in.
final class Layers {
  private static final String ROOT = "org.tallystick.";

  /// Every room in the one direction of imports: a room names only those that stand before it. The
  /// modules follow one another in the same list.
  static final List<String> ROOMS =
      List.of(
          // runtime
          "bytes",
          "crypto",
          "rlp",
          "json",
          "abi",
          "trie",
          "ledger",
          "gas",
          "contract",
          "state",
          "machine",
          "execution",
          "trace",
          // contracts-sdk
          "sdk.values",
          "sdk.bundle",
          "sdk.testing",
          // sample-contracts
          "samples",
          // node
          "node.store",
          "node.chain",
          "node.pool",
          "node.consensus",
          "node.consensus.local",
          "node.rpc.protocol",
          "node.rpc.http",
          "node.rpc.eth",
          "node.rpc.debug",
          "node.rpc.ots",
          "node.rpc.tally",
          "node.rpc.dev",
          "node.rpc.live",
          "node.rpc",
          "node",
          "node.client",
          "node.load",
          "node.cli");

  /// Libraries by how their packages begin, each with the rooms that may name it. What is neither
  /// here nor of the JDK has no door at all.
  static final Map<String, Set<String>> DOORS =
      Map.ofEntries(
          Map.entry("org.bouncycastle.", Set.of("crypto")),
          Map.entry("fr.acinq.", Set.of("crypto")),
          Map.entry("tools.jackson.", Set.of("json")),
          Map.entry("org.graalvm.", Set.of("machine")),
          Map.entry("com.oracle.", Set.of("machine")),
          Map.entry("org.junit.", Set.of("sdk.testing")),
          Map.entry("org.opentest4j.", Set.of("sdk.testing")),
          Map.entry("org.rocksdb.", Set.of("node.store")),
          Map.entry("io.vertx.", Set.of("node.rpc.http")),
          // What Vert.x stands on, and hands out for header names.
          Map.entry("io.netty.", Set.of("node.rpc.http")),
          Map.entry("org.web3j.", Set.of("node.client")),
          // What web3j stands on, and hands out to be closed.
          Map.entry("okhttp3.", Set.of("node.client")),
          Map.entry("picocli.", Set.of("node.cli")),
          // What the JVM tells of itself.
          Map.entry("javax.management.", Set.of("node.cli")));

  /// What the pure half of the house must not see of the world.
  private static final List<String> WORLD =
      List.of("java.net.", "java.nio.file.", "java.nio.channels.", "java.time.", "java.sql.");

  private static final Set<String> PURE =
      Set.of(
          "bytes",
          "crypto",
          "rlp",
          "json",
          "abi",
          "trie",
          "ledger",
          "gas",
          "contract",
          "state",
          "execution",
          "trace");

  private static final List<String> ALLOWED_EVERYWHERE =
      List.of("java.", "javax.crypto.", "jdk.", "org.jspecify.annotations.");

  private Layers() {}

  /// What is wrong with one class; empty where it keeps all rules.
  static List<String> violations(ClassReferences type) {
    Optional<String> room = roomOf(type.name());
    if (room.isEmpty()) {
      return List.of(type.name() + " is in no room: add its package to Layers.ROOMS");
    }
    List<String> violations = new ArrayList<>();
    for (String named : type.names()) {
      rule(room.get(), named)
          .ifPresent(rule ->
              violations.add(
                  type.name() + " in room " + room.get() + " names " + named + ": " + rule));
    }
    return violations;
  }

  /// The rule that is broken where a room names a class.
  private static Optional<String> rule(String room, String named) {
    if (named.startsWith(ROOT)) {
      return direction(room, named);
    }
    if (PURE.contains(room) && WORLD.stream().anyMatch(named::startsWith)) {
      return Optional.of("the pure half knows no clock, no network and no files");
    }
    if (ALLOWED_EVERYWHERE.stream().anyMatch(named::startsWith)) {
      return Optional.empty();
    }
    return door(room, named);
  }

  private static Optional<String> direction(String room, String named) {
    Optional<String> other = roomOf(named);
    if (other.isEmpty()) {
      return Optional.of("that package is in no room");
    }
    return ROOMS.indexOf(other.get()) <= ROOMS.indexOf(room)
        ? Optional.empty()
        : Optional.of("imports go one way, and " + other.get() + " stands above " + room);
  }

  private static Optional<String> door(String room, String named) {
    for (Map.Entry<String, Set<String>> door : DOORS.entrySet()) {
      if (named.startsWith(door.getKey())) {
        return door.getValue().contains(room)
            ? Optional.empty()
            : Optional.of(
                door.getKey() + "* comes in only by " + String.join(", ", door.getValue()));
      }
    }
    return Optional.of("no room has a door for that library: add it to Layers.DOORS");
  }

  private static Optional<String> roomOf(String className) {
    String name = ClassReferences.packageOf(className);
    return name.startsWith(ROOT)
        ? Optional.of(name.substring(ROOT.length())).filter(ROOMS::contains)
        : Optional.empty();
  }
}
