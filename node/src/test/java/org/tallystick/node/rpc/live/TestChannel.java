package org.tallystick.node.rpc.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.tallystick.json.Json;
import org.tallystick.json.JsonObject;
import org.tallystick.node.rpc.protocol.Caller;
import org.tallystick.node.rpc.protocol.Channel;
import org.tallystick.node.rpc.protocol.Conversation;

/// A client's end of a connection.
final class TestChannel implements Channel {
  private final LinkedBlockingQueue<JsonObject> told = new LinkedBlockingQueue<>();
  private final List<Runnable> whenClosed = new ArrayList<>();
  private final List<Runnable> whenRoom = new ArrayList<>();
  private boolean hasRoom = true;
  private boolean isClosed;
  private String closeWords = "";

  /// Who asks over it; what follows an answer is left to the executor.
  Caller caller(Executor afterAnswer) {
    return new Caller(
        Optional.empty(), this::isClosed, Optional.of(new Conversation(this, afterAnswer)));
  }

  /// What is told next, in words of JSON; fails where nothing comes.
  JsonObject next() throws InterruptedException {
    JsonObject next = told.poll(20, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing was told in 20 s");
    }
    return next;
  }

  /// The result of what is told next.
  Json nextResult() throws InterruptedException {
    return result(next());
  }

  /// Whether nothing more is told for a moment.
  boolean isSilent() throws InterruptedException {
    return told.poll(50, TimeUnit.MILLISECONDS) == null;
  }

  static Json result(JsonObject notification) {
    return ((JsonObject) notification.get("params").orElseThrow()).get("result").orElseThrow();
  }

  List<JsonObject> takeAll() {
    List<JsonObject> all = new ArrayList<>();
    told.drainTo(all);
    return all;
  }

  void setRoom(boolean next) {
    List<Runnable> tasks;
    synchronized (this) {
      hasRoom = next;
      tasks = next ? List.copyOf(whenRoom) : List.of();
      if (next) {
        whenRoom.clear();
      }
    }
    tasks.forEach(Runnable::run);
  }

  void end() {
    List<Runnable> tasks;
    synchronized (this) {
      isClosed = true;
      tasks = new ArrayList<>(whenClosed);
      tasks.addAll(whenRoom);
    }
    tasks.forEach(Runnable::run);
  }

  synchronized String closeWords() {
    return closeWords;
  }

  @Override
  public synchronized void tell(String text) {
    if (!isClosed) {
      told.add((JsonObject) Json.parse(text));
    }
  }

  @Override
  public synchronized boolean hasRoom() {
    return hasRoom;
  }

  @Override
  public void whenRoom(Runnable task) {
    synchronized (this) {
      if (!hasRoom && !isClosed) {
        whenRoom.add(task);
        return;
      }
    }
    task.run();
  }

  @Override
  public void whenClosed(Runnable task) {
    synchronized (this) {
      if (!isClosed) {
        whenClosed.add(task);
        return;
      }
    }
    task.run();
  }

  @Override
  public synchronized boolean isClosed() {
    return isClosed;
  }

  @Override
  public void close(String words) {
    synchronized (this) {
      closeWords = words;
    }
    end();
  }
}
