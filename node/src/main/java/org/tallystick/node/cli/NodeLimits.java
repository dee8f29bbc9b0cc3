package org.tallystick.node.cli;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tallystick.json.Json;
import org.tallystick.json.JsonException;
import org.tallystick.json.JsonLimits;
import org.tallystick.json.JsonView;
import org.tallystick.node.pool.PoolRules;
import org.tallystick.node.rpc.eth.MethodLimits;
import org.tallystick.node.rpc.http.HttpLimits;
import org.tallystick.node.rpc.live.LiveLimits;

/// How much a node takes from the world, all together. A file of JSON says what is to be another
/// number than it is by itself; its members have the names of these records' components, and
/// durations are whole seconds.
///
/// @param methods what one call may ask for
/// @param live filters and subscriptions
record NodeLimits(HttpLimits http, MethodLimits methods, LiveLimits live, PoolRules pool) {
  /// For a development chain.
  static final NodeLimits DEVELOPMENT =
      new NodeLimits(
          HttpLimits.DEVELOPMENT, MethodLimits.DEFAULT, LiveLimits.DEFAULT, PoolRules.DEVELOPMENT);

  private static final long SECONDS_MAX = Duration.ofDays(365).toSeconds();

  /// @throws CommandException where the file cannot be read, or names what is no limit
  NodeLimits with(Path file) {
    try {
      JsonView wanted = Json.parse(Files.readAllBytes(file), JsonLimits.DEFAULT).view();
      return change(this, wanted);
    } catch (IOException fault) {
      throw CommandException.usage("--limits: " + file + " cannot be read: " + fault);
    } catch (JsonException | IllegalArgumentException fault) {
      throw CommandException.usage("--limits, " + file + ": " + fault.getMessage());
    }
  }

  private static <R extends Record> R change(R before, JsonView wanted) {
    RecordComponent[] components = before.getClass().getRecordComponents();
    wanted.requireOnly(
        Arrays.stream(components).map(RecordComponent::getName).collect(Collectors.toSet()));
    Object[] values = new Object[components.length];
    for (int at = 0; at < values.length; at++) {
      Object value = valueOf(before, components[at]);
      Optional<JsonView> next = wanted.optional(components[at].getName());
      values[at] = next.isPresent() ? read(value, next.get()) : value;
    }
    return make(before, components, values);
  }

  private static Object read(Object before, JsonView wanted) {
    return switch (before) {
      case Integer _ -> (int) wanted.integer(1, Integer.MAX_VALUE);
      case Long _ -> wanted.integer(1, Long.MAX_VALUE);
      case Boolean _ -> wanted.bool();
      case Duration _ -> Duration.ofSeconds(wanted.integer(1, SECONDS_MAX));
      case Record group -> change(group, wanted);
      default -> throw new IllegalStateException("a limit is no " + before.getClass());
    };
  }

  private static Object valueOf(Record group, RecordComponent component) {
    try {
      return component.getAccessor().invoke(group);
    } catch (ReflectiveOperationException fault) {
      throw new IllegalStateException(component + " cannot be read", fault);
    }
  }

  /// A record of the same kind. It refuses itself what it does not take.
  @SuppressWarnings("unchecked") // the constructor is that of the record's own class
  private static <R extends Record> R make(
      R before, RecordComponent[] components, Object[] values) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = before.getClass().getDeclaredConstructor(types);
      return (R) constructor.newInstance(values);
    } catch (InvocationTargetException refusal) {
      if (refusal.getCause() instanceof IllegalArgumentException words) {
        throw words;
      }
      throw new IllegalStateException("no such limits can be made", refusal);
    } catch (ReflectiveOperationException fault) {
      throw new IllegalStateException("no such limits can be made", fault);
    }
  }
}
