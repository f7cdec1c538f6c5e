package io.orgplane.sandbox.dns;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;

/** One TCP connection: queries and answers each behind two octets of length (RFC 1035 §4.2.2). */
final class TcpQueries {
  private static final int LENGTH = 2;

  private final NetSocket socket;
  private final DnsAnswer answers;
  private final RecordParser parser;
  private boolean atLength = true;

  private TcpQueries(NetSocket socket, DnsAnswer answers) {
    this.socket = socket;
    this.answers = answers;
    this.parser = RecordParser.newFixed(LENGTH, socket);
  }

  static void serve(NetSocket socket, DnsAnswer answers) {
    var queries = new TcpQueries(socket, answers);
    socket.exceptionHandler(broken -> socket.close());
    queries.parser.handler(queries::piece);
  }

  private void piece(Buffer piece) {
    if (!atLength) {
      atLength = true;
      parser.fixedSizeMode(LENGTH);
      answers.overTcp(piece.getBytes()).ifPresent(this::send);
    } else if (piece.getUnsignedShort(0) == 0) {
      socket.close();
    } else {
      atLength = false;
      parser.fixedSizeMode(piece.getUnsignedShort(0));
    }
  }

  private void send(byte[] answer) {
    socket.write(Buffer.buffer().appendUnsignedShort(answer.length).appendBytes(answer));
  }
}
