package io.orgplane.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A connection that is kept open, with at most one request on its way. */
final class Connection implements AutoCloseable {

  private static final int BUFFER = 1 << 18;
  private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
  private static final int STATUS_AT = "HTTP/1.1 ".length();
  private static final int NO_LENGTH = -1;
  private static final int NO_CONTENT = 204;
  private static final byte[] LAST_CHUNK = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final SocketChannel channel;
  private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER);
  private final ByteBuffer in = ByteBuffer.allocate(BUFFER);
  private long from;

  Connection(InetSocketAddress address, Selector selector) throws IOException {
    channel = SocketChannel.open(address);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, this);
  }

  /**
   * @param begun when it was sent, or was to be
   */
  void send(Requests requests, long number, long begun) throws IOException {
    from = begun;
    out.clear();
    requests.write(number, out);
    out.flip();
    while (out.hasRemaining()) {
      channel.write(out);
    }
    in.clear();
  }

  long from() {
    return from;
  }

  /** Whether the whole answer is there now. */
  boolean receive() throws IOException {
    if (channel.read(in) < 0) {
      throw new IOException("the server closed the connection");
    }
    int body = endOfHeaders();
    if (body < 0) {
      return false;
    }
    int length = contentLength(body);
    return length == NO_LENGTH ? isNoBody() || endsInLastChunk() : in.position() >= body + length;
  }

  private boolean isNoBody() {
    return status() == NO_CONTENT;
  }

  /**
   * An answer of unknown length comes in chunks (RFC 9112, section 7.1); none of ours has trailers.
   */
  private boolean endsInLastChunk() {
    int at = in.position() - LAST_CHUNK.length;
    return at >= 0
        && Arrays.equals(in.array(), at, in.position(), LAST_CHUNK, 0, LAST_CHUNK.length);
  }

  /** Of an answer that is there. */
  int status() {
    return (digit(STATUS_AT) * 10 + digit(STATUS_AT + 1)) * 10 + digit(STATUS_AT + 2);
  }

  String text() {
    return new String(in.array(), 0, in.position(), StandardCharsets.UTF_8);
  }

  private int endOfHeaders() {
    byte[] bytes = in.array();
    for (int i = 3; i < in.position(); i++) {
      if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  private int contentLength(int headers) {
    byte[] bytes = in.array();
    for (int i = 0; i < headers - LENGTH.length; i++) {
      if (bytes[i] == '\n' && isLength(bytes, i + 1)) {
        return number(bytes, i + 1 + LENGTH.length);
      }
    }
    return NO_LENGTH;
  }

  private static boolean isLength(byte[] bytes, int at) {
    for (int i = 0; i < LENGTH.length; i++) {
      if ((bytes[at + i] | 0x20) != (LENGTH[i] | 0x20)) {
        return false;
      }
    }
    return true;
  }

  private static int number(byte[] bytes, int at) {
    int position = at;
    while (bytes[position] == ' ') {
      position++;
    }
    int value = 0;
    while (bytes[position] >= '0' && bytes[position] <= '9') {
      value = value * 10 + bytes[position++] - '0';
    }
    return value;
  }

  private int digit(int at) {
    return in.get(at) - '0';
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
