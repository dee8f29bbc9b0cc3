package org.tallystick.node.rpc.http;

import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.internal.http.WebSocketInternal;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.tallystick.node.rpc.protocol.Budget;
import org.tallystick.node.rpc.protocol.Caller;
import org.tallystick.node.rpc.protocol.Channel;
import org.tallystick.node.rpc.protocol.Conversation;
import org.tallystick.node.rpc.protocol.RpcDispatcher;

/// One WebSocket: each message of its client is a JSON-RPC document, answered by a message, and
/// between the answers the client is told what it asked to be told.
///
/// Two things pile up for a client that does not read. Answers do not get more than the requests
/// that are taken at once, since a request counts until its answer is on the network. Notifications
/// come whatever the client does, so they are counted in bytes, and too many end the connection.
///
/// Belongs to the event loop of its connection, but for what a [Channel] can do.
final class Socket implements Channel {
  private static final Logger LOG = System.getLogger(Socket.class.getName());

  /// The other side leaves, or this one ([RFC 6455](https://www.rfc-editor.org/rfc/rfc6455),
  /// section 7.4.1).
  static final short GOING_AWAY = 1001;

  private static final short TOO_BIG = 1009;
  private static final short POLICY = 1008;
  private static final short TRY_AGAIN_LATER = 1013;

  /// So many pings in a row may be without any sign of life.
  private static final int SILENCE_MAX = 2;

  /// So many pings are answered one after another while the client leaves other things unread: the
  /// answers pile up behind those.
  private static final int PINGS_MAX = 100;

  /// Room is there when a quarter of what may pile up is left of it.
  private static final int ROOM_FRACTION = 4;

  private final Vertx vertx;
  private final Context eventLoop;
  private final WebSocketLimits limits;
  private final Duration messageTime;
  private final Connections connections;
  private final HttpConnection connection;
  private final Budget budget;
  private final RpcDispatcher dispatcher;
  private final Optional<String> untrustedOrigin;
  private final ServerWebSocket webSocket;

  /// What has come of the message that is not whole yet. Its bytes are in the budget.
  private Buffer message = Buffer.buffer();

  private int pingsUnread;
  private Optional<Long> messageTimer = Optional.empty();
  private long pingTimer;
  private int silence;
  private int computing;
  private int underWay;
  private boolean isPaused;
  private boolean isStopping;

  private final AtomicLong queuedBytes = new AtomicLong();
  private final ConcurrentLinkedQueue<Runnable> whenRoom = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Runnable> whenClosed = new ConcurrentLinkedQueue<>();
  private volatile boolean isClosed;

  /// What all sockets of a server have in common.
  record Common(
      Vertx vertx,
      HttpLimits limits,
      Connections connections,
      Budget budget,
      RpcDispatcher dispatcher) {}

  /// Called on the event loop of the connection.
  Socket(
      Common common,
      HttpConnection connection,
      Optional<String> untrustedOrigin,
      ServerWebSocket webSocket) {
    this.vertx = common.vertx;
    this.eventLoop = vertx.getOrCreateContext();
    this.limits = common.limits.sockets();
    this.messageTime = common.limits.timeouts().body();
    this.connections = common.connections;
    this.budget = common.budget;
    this.dispatcher = common.dispatcher;
    this.connection = connection;
    this.untrustedOrigin = untrustedOrigin;
    this.webSocket = webSocket;
  }

  /// Begins to listen to the client.
  void open() {
    connections.handOver(connection);
    pingTimer = vertx.setPeriodic(limits.pingEvery().toMillis(), _ -> ping());
    webSocket
        .frameHandler(this::read)
        .pongHandler(_ -> silence = 0)
        .exceptionHandler(this::broken)
        .closeHandler(_ -> closed());
  }

  /// Reads no more, finishes what is under way, and closes.
  void stop() {
    eventLoop.runOnContext(_ -> {
      isStopping = true;
      pause();
      if (underWay == 0) {
        close(GOING_AWAY, "the node is stopping");
      } else {
        // Without a handler the library closes when the server stops, whatever is under way.
        webSocket.shutdownHandler(_ -> {});
      }
    });
  }

  private void read(WebSocketFrame frame) {
    if (frame.isPing()) {
      limitPings();
    }
    boolean isOfMessage = frame.isText() || frame.isBinary() || frame.isContinuation();
    if (isClosed || isStopping || !isOfMessage) {
      return;
    }
    silence = 0;
    Buffer part = frame.binaryData();
    if (message.length() + part.length() > limits.messageBytesMax()) {
      close(TOO_BIG, "a message has at most " + limits.messageBytesMax() + " bytes");
      return;
    }
    if (!budget.take(part.length())) {
      close(TRY_AGAIN_LATER, "the node is busy");
      return;
    }
    // Not the parts by themselves: each may be of one byte, and takes a hundred around it.
    message.appendBuffer(part);
    if (frame.isFinal()) {
      messageTimer.ifPresent(vertx::cancelTimer);
      messageTimer = Optional.empty();
      ask(takeMessage());
    } else if (messageTimer.isEmpty()) {
      messageTimer =
          Optional.of(
              vertx.setTimer(
                  messageTime.toMillis(),
                  _ -> close(POLICY, "a message takes at most " + messageTime.toSeconds() + " s")));
    }
  }

  /// A ping is answered by the library, whether or not the client reads.
  private void limitPings() {
    pingsUnread = webSocket.writeQueueFull() ? pingsUnread + 1 : 0;
    if (pingsUnread > PINGS_MAX) {
      cutOff();
    }
  }

  private byte[] takeMessage() {
    byte[] document = message.getBytes();
    message = Buffer.buffer();
    return document;
  }

  /// @param document whose bytes are in the budget
  private void ask(byte[] document) {
    underWay++;
    computing++;
    connections.hold(connection);
    if (underWay >= limits.requestsMax()) {
      pause();
    }
    ConcurrentLinkedQueue<Runnable> afterAnswer = new ConcurrentLinkedQueue<>();
    Caller caller =
        new Caller(
            untrustedOrigin, () -> isClosed, Optional.of(new Conversation(this, afterAnswer::add)));
    try {
      dispatcher
          .answer(document, caller)
          .whenComplete((answer, fault) ->
              eventLoop.runOnContext(_ -> {
                computed(document.length);
                if (fault == null) {
                  answer(answer);
                  afterAnswer.forEach(Runnable::run);
                } else {
                  LOG.log(Level.ERROR, "no answer to a request", fault);
                  close(TRY_AGAIN_LATER, "internal error; the node's log has more");
                }
              }));
    } catch (RejectedExecutionException full) {
      computed(document.length);
      close(TRY_AGAIN_LATER, "the node is busy or stopping");
    }
  }

  private void computed(int bytes) {
    budget.giveBack(bytes);
    computing--;
    connections.answered(connection);
  }

  private void answer(Optional<byte[]> answer) {
    if (isClosed) {
      return;
    }
    if (answer.isEmpty()) {
      answered();
      return;
    }
    byte[] bytes = answer.get();
    if (!budget.take(bytes.length)) {
      close(TRY_AGAIN_LATER, "the node is busy");
      return;
    }
    int length = bytes.length;
    write(
        bytes,
        () -> {
          budget.giveBack(length);
          answered();
        });
  }

  private void answered() {
    underWay--;
    if (isStopping) {
      if (underWay == 0) {
        close(GOING_AWAY, "the node is stopping");
      }
    } else if (isPaused && underWay < limits.requestsMax()) {
      isPaused = false;
      webSocket.resume();
    }
  }

  private void pause() {
    if (!isPaused) {
      isPaused = true;
      webSocket.pause();
    }
  }

  /// @param text is copied; whoever kept it until it is written would have twice what the budget
  ///   knows of
  /// @param written runs when the bytes are on the network, or cannot get there any more
  private void write(byte[] text, Runnable written) {
    webSocket
        .writeFrame(WebSocketFrame.textFrame(new String(text, StandardCharsets.UTF_8), true))
        .onComplete(_ -> {
          silence = 0;
          written.run();
        });
  }

  private void ping() {
    if (computing > 0) {
      silence = 0;
    } else {
      silence++;
    }
    if (silence > SILENCE_MAX) {
      cutOff();
    } else {
      webSocket.writePing(Buffer.buffer());
    }
  }

  private void close(short code, String words) {
    if (!isClosed) {
      pause();
      webSocket.close(code, words);
    }
  }

  /// Says why, where the client broke the protocol: a frame that is too long, or has no mask.
  private void broken(Throwable fault) {
    if (fault instanceof CorruptedWebSocketFrameException frame) {
      close((short) frame.closeStatus().code(), String.valueOf(fault.getMessage()));
    }
  }

  /// Closes without a word: it would wait behind all that the client does not read.
  private void cutOff() {
    ChannelFuture _ = ((WebSocketInternal) webSocket).channelHandlerContext().close();
  }

  private void closed() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    vertx.cancelTimer(pingTimer);
    messageTimer.ifPresent(vertx::cancelTimer);
    budget.giveBack(message.length());
    message = Buffer.buffer();
    connections.closed(connection);
    runAll(whenRoom);
    runAll(whenClosed);
  }

  @Override
  public void tell(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (isClosed) {
      return;
    }
    if (queuedBytes.addAndGet(bytes.length) > limits.queuedBytesMax()
        || !budget.take(bytes.length)) {
      queuedBytes.addAndGet(-bytes.length);
      eventLoop.runOnContext(_ -> cutOff());
      return;
    }
    int length = bytes.length;
    eventLoop.runOnContext(_ -> write(bytes, () -> told(length)));
  }

  private void told(int bytes) {
    budget.giveBack(bytes);
    queuedBytes.addAndGet(-bytes);
    if (hasRoom()) {
      runAll(whenRoom);
    }
  }

  @Override
  public boolean hasRoom() {
    return queuedBytes.get() <= limits.queuedBytesMax() / ROOM_FRACTION;
  }

  @Override
  public void whenRoom(Runnable task) {
    whenRoom.add(task);
    if (isClosed || hasRoom()) {
      runAll(whenRoom);
    }
  }

  @Override
  public void whenClosed(Runnable task) {
    whenClosed.add(task);
    if (isClosed) {
      runAll(whenClosed);
    }
  }

  @Override
  public boolean isClosed() {
    return isClosed;
  }

  @Override
  public void close(String words) {
    eventLoop.runOnContext(_ -> close(TRY_AGAIN_LATER, words));
  }

  /// Each is run by one thread only, whoever takes it first.
  private static void runAll(ConcurrentLinkedQueue<Runnable> tasks) {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }
}
