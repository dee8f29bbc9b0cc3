package org.tallystick.node.rpc.http;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.tallystick.bytes.Bytes;

/// A WebSocket on which a test writes what frames it likes, and reads those of the server.
public final class RawSocket implements AutoCloseable {
  public static final int CONTINUATION = 0x0;
  public static final int TEXT = 0x1;
  public static final int CLOSE = 0x8;
  public static final int PING = 0x9;
  public static final int PONG = 0xa;
  private static final int FINAL = 0x80;
  private static final int MASKED = 0x80;

  private static final String UPGRADE =
      """
      Upgrade: websocket
      Connection: Upgrade
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
      Sec-WebSocket-Version: 13

      """;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private String answer = "";

  /// What the server sent.
  ///
  /// @param opcode as RFC 6455 numbers them
  public record Frame(int opcode, Bytes payload) {
    public String text() {
      return new String(payload.toArray(), StandardCharsets.UTF_8);
    }

    /// The reason of a close.
    public int closeCode() {
      return ByteBuffer.wrap(payload.toArray()).getShort() & 0xffff;
    }
  }

  private RawSocket(int port, int receiveBytes) throws IOException {
    socket = new Socket();
    if (receiveBytes > 0) {
      socket.setReceiveBufferSize(receiveBytes);
    }
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket.setSoTimeout(30_000);
    socket.setTcpNoDelay(true);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    out = socket.getOutputStream();
  }

  /// A connection that has become a WebSocket.
  public static RawSocket open(int port) throws IOException {
    return open(port, 0);
  }

  /// The same with a small buffer for what comes, for a client that does not read.
  public static RawSocket open(int port, int receiveBytes) throws IOException {
    RawSocket raw = new RawSocket(port, receiveBytes);
    int status = raw.upgrade();
    if (status != 101) {
      raw.close();
      throw new IOException("no upgrade: " + raw.answer);
    }
    return raw;
  }

  /// The status of the answer to an upgrade with more headers.
  public static int statusOf(int port, String... headers) throws IOException {
    try (RawSocket raw = new RawSocket(port, 0)) {
      return raw.upgrade(headers);
    }
  }

  /// The answer to an upgrade with more headers, with all its lines.
  public static String answerTo(int port, String... headers) throws IOException {
    try (RawSocket raw = new RawSocket(port, 0)) {
      raw.upgrade(headers);
      return raw.answer;
    }
  }

  private int upgrade(String... headers) throws IOException {
    StringBuilder head = new StringBuilder("GET / HTTP/1.1\r\n");
    boolean hasHost = false;
    for (String header : headers) {
      hasHost |= header.startsWith("Host:");
      head.append(header).append("\r\n");
    }
    if (!hasHost) {
      head.append("Host: localhost\r\n");
    }
    head.append(UPGRADE.replace("\n", "\r\n"));
    out.write(head.toString().getBytes(StandardCharsets.US_ASCII));
    out.flush();
    StringBuilder lines = new StringBuilder();
    while (!lines.toString().endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      lines.append((char) next);
    }
    answer = lines.toString();
    return Integer.parseInt(answer.split(" ")[1]);
  }

  /// Sends a whole message.
  public void send(String text) throws IOException {
    frame(TEXT, true, text.getBytes(StandardCharsets.UTF_8));
  }

  public void frame(int opcode, boolean isFinal, byte[] payload) throws IOException {
    head(opcode, isFinal, payload.length, true);
    // A mask of zeroes leaves the bytes as they are.
    out.write(new byte[4]);
    out.write(payload);
    out.flush();
  }

  public void unmaskedFrame(String text) throws IOException {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    head(TEXT, true, payload.length, false);
    out.write(payload);
    out.flush();
  }

  /// The beginning of a frame that says it is so long.
  public void head(int opcode, boolean isFinal, long length, boolean isMasked) throws IOException {
    int first = (isFinal ? FINAL : 0) | opcode;
    int mask = isMasked ? MASKED : 0;
    ByteBuffer head = ByteBuffer.allocate(10);
    head.put((byte) first);
    if (length < 126) {
      head.put((byte) (mask | length));
    } else if (length < 65_536) {
      head.put((byte) (mask | 126)).putShort((short) length);
    } else {
      head.put((byte) (mask | 127)).putLong(length);
    }
    out.write(head.array(), 0, head.position());
    out.flush();
  }

  /// The next frame.
  ///
  /// @throws EOFException where the server has closed the connection
  public Frame read() throws IOException {
    int first = in.readUnsignedByte();
    long length = in.readUnsignedByte() & 0x7f;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = in.readLong();
    }
    byte[] payload = new byte[Math.toIntExact(length)];
    in.readFully(payload);
    return new Frame(first & 0x0f, Bytes.wrap(payload));
  }

  /// The next message; pings are not answered.
  public String text() throws IOException {
    Frame frame = read();
    while (frame.opcode() == PING) {
      frame = read();
    }
    if (frame.opcode() != TEXT) {
      throw new IOException("no text but frame " + frame.opcode() + ": " + frame.text());
    }
    return frame.text();
  }

  /// The code of the close that the server sends; 0 where it closes without a word.
  public int closedWith() throws IOException {
    try {
      Frame frame = read();
      while (frame.opcode() != CLOSE) {
        frame = read();
      }
      return frame.closeCode();
    } catch (EOFException | SocketException end) {
      return 0;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
