package io.orgplane.sandbox.dns;

import io.orgplane.sandbox.http.Started;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramPacket;
import io.vertx.core.datagram.DatagramSocket;
import io.vertx.core.net.NetServer;

/** The name server: one zone, one port, UDP and TCP. */
public final class DnsStandIn implements AutoCloseable {
  private static final int TRIES_FOR_A_COMMON_PORT = 20;

  private final DatagramSocket udp;
  private final NetServer tcp;
  private final DnsZone zone;

  private DnsStandIn(DatagramSocket udp, NetServer tcp, DnsZone zone) {
    this.udp = udp;
    this.tcp = tcp;
    this.zone = zone;
  }

  /**
   * Listens when it returns.
   *
   * @throws IllegalStateException when the port is taken
   */
  public static DnsStandIn start(Vertx vertx, DnsStandInConfig config) {
    var zone = new DnsZone();
    var tries = config.port() == 0 ? TRIES_FOR_A_COMMON_PORT : 1;
    return Started.await("DNS stand-in", listen(vertx, config, zone, tries));
  }

  private static Future<DnsStandIn> listen(
      Vertx vertx, DnsStandInConfig config, DnsZone zone, int tries) {
    var answers = new DnsAnswer(zone);
    var tcp = vertx.createNetServer().connectHandler(each -> TcpQueries.serve(each, answers));
    var udp = vertx.createDatagramSocket();
    udp.handler(packet -> answer(udp, packet, answers));
    return tcp.listen(config.port(), config.host())
        .compose(bound -> udp.listen(bound.actualPort(), config.host()))
        .map(bound -> new DnsStandIn(udp, tcp, zone))
        .recover(taken -> close(udp, tcp).compose(x -> retry(vertx, config, zone, tries, taken)));
  }

  /** A free TCP port may be taken for UDP: then another is tried. */
  private static Future<DnsStandIn> retry(
      Vertx vertx, DnsStandInConfig config, DnsZone zone, int tries, Throwable taken) {
    return tries > 1 ? listen(vertx, config, zone, tries - 1) : Future.failedFuture(taken);
  }

  private static void answer(DatagramSocket udp, DatagramPacket packet, DnsAnswer answers) {
    var from = packet.sender();
    answers
        .overUdp(packet.data().getBytes())
        .ifPresent(answer -> udp.send(Buffer.buffer(answer), from.port(), from.host()));
  }

  private static Future<Void> close(DatagramSocket udp, NetServer tcp) {
    return Future.join(udp.close(), tcp.close()).mapEmpty();
  }

  public int port() {
    return tcp.actualPort();
  }

  public DnsZone zone() {
    return zone;
  }

  @Override
  public void close() {
    Started.await("DNS stand-in", close(udp, tcp));
  }
}
