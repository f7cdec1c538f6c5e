package io.orgplane.sandbox.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orgplane.sandbox.http.BadRequest;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DnsStandInTest {
  private final Vertx vertx = Vertx.vertx();
  private DnsStandIn dns;

  @BeforeAll
  void start() {
    dns = DnsStandIn.start(vertx, new DnsStandInConfig("127.0.0.1", 0));
  }

  @AfterAll
  void stop() {
    dns.close();
    vertx.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_text_record_is_found_whatever_its_case(boolean tcp) throws IOException {
    dns.zone().put("_orgplane.acme.example", "TXT", List.of("one=1", "two \\ \"2\""), 60);
    var answer = ask("_Orgplane.ACME.example.", Type.TXT, tcp);
    assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(answer.getHeader().getFlag(Flags.AA)).isTrue();
    assertThat(texts(answer)).containsExactlyInAnyOrder("one=1", "two \\ \"2\"");
  }

  @Test
  void an_address_is_found_also_behind_an_alias() throws IOException {
    dns.zone().put("app.acme.example", "A", List.of("192.0.2.7"), 60);
    dns.zone().put("www.acme.example", "CNAME", List.of("app.acme.example."), 60);
    assertThat(ask("app.acme.example.", Type.A, false).getSection(Section.ANSWER).getFirst())
        .asString()
        .contains("192.0.2.7");
    assertThat(ask("www.acme.example.", Type.A, false).getSection(Section.ANSWER)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_name_that_does_not_exist_and_one_without_such_a_record_differ(boolean tcp)
      throws IOException {
    dns.zone().put("here.acme.example", "A", List.of("192.0.2.8"), 60);
    assertThat(ask("missing.example.", Type.TXT, tcp).getRcode()).isEqualTo(Rcode.NXDOMAIN);
    var without = ask("here.acme.example.", Type.TXT, tcp);
    assertThat(without.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(without.getSection(Section.ANSWER)).isEmpty();
    assertThat(without.getSection(Section.AUTHORITY)).hasSize(1);
    assertThat(ask("acme.example.", Type.TXT, tcp).getRcode()).isEqualTo(Rcode.NOERROR);
  }

  @Test
  void a_removed_record_is_gone() throws IOException {
    dns.zone().put("brief.example", "TXT", List.of("x"), 60);
    dns.zone().put("brief.example", "TXT", List.of(), 60);
    assertThat(ask("brief.example.", Type.TXT, false).getRcode()).isEqualTo(Rcode.NXDOMAIN);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_name_fails_on_demand_and_recovers(boolean tcp) throws IOException {
    dns.zone().put("ill.example", "TXT", List.of("x"), 60);
    dns.zone().fault("ill.example", DnsFault.SERVFAIL);
    assertThat(ask("ill.example.", Type.TXT, tcp).getRcode()).isEqualTo(Rcode.SERVFAIL);
    dns.zone().fault("ill.example", DnsFault.NONE);
    assertThat(texts(ask("ill.example.", Type.TXT, tcp))).containsExactly("x");
  }

  @Test
  void a_silent_name_is_not_answered() {
    dns.zone().fault("mute.example", DnsFault.SILENT);
    assertThatThrownBy(() -> ask("mute.example.", Type.A, false))
        .isInstanceOfAny(SocketTimeoutException.class, IOException.class);
  }

  @Test
  void what_is_too_long_for_a_datagram_comes_over_tcp() throws IOException {
    var longText = "v".repeat(700);
    dns.zone().put("long.example", "TXT", List.of(longText), 60);
    assertThat(texts(ask("long.example.", Type.TXT, false))).containsExactly(longText);
    var resolver = resolver(false);
    resolver.setIgnoreTruncation(true);
    resolver.setEDNS(-1);
    var cut = resolver.send(query("long.example.", Type.TXT));
    assertThat(cut.getHeader().getFlag(Flags.TC)).isTrue();
  }

  @Test
  void many_questions_share_one_tcp_connection() throws IOException {
    dns.zone().put("twice.example", "A", List.of("192.0.2.9"), 60);
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), dns.port())) {
      socket.setSoTimeout(5_000);
      var out = new DataOutputStream(socket.getOutputStream());
      var in = new DataInputStream(socket.getInputStream());
      for (var i = 0; i < 3; i++) {
        var wire = query("twice.example.", Type.A).toWire();
        out.writeShort(wire.length);
        out.write(wire, 0, 5);
        out.flush();
        out.write(wire, 5, wire.length - 5);
        var answer = new byte[in.readUnsignedShort()];
        in.readFully(answer);
        assertThat(new Message(answer).getSection(Section.ANSWER)).hasSize(1);
      }
    }
  }

  @Test
  void what_is_no_query_is_told_so() throws IOException {
    var update = Message.newUpdate(Name.fromString("acme.example."));
    assertThat(resolver(false).send(update).getRcode()).isEqualTo(Rcode.NOTIMP);
    var chaos = Message.newQuery(Record.newRecord(Name.root, Type.TXT, DClass.CH));
    assertThat(resolver(false).send(chaos).getRcode()).isEqualTo(Rcode.REFUSED);
  }

  @Test
  void records_that_make_no_sense_are_refused() {
    var zone = dns.zone();
    assertThatThrownBy(() -> zone.put("a..b", "A", List.of("192.0.2.1"), 60))
        .isInstanceOf(BadRequest.class);
    assertThatThrownBy(() -> zone.put("a.example", "A", List.of("not an address"), 60))
        .isInstanceOf(BadRequest.class);
    assertThatThrownBy(() -> zone.put("a.example", "SOA", List.of("x"), 60))
        .isInstanceOf(BadRequest.class);
    assertThatThrownBy(() -> zone.put("a.example", "A", List.of("192.0.2.1"), -1))
        .isInstanceOf(BadRequest.class);
    zone.put("alias.example", "CNAME", List.of("b.example."), 60);
    assertThatThrownBy(() -> zone.put("alias.example", "A", List.of("192.0.2.1"), 60))
        .isInstanceOf(BadRequest.class);
  }

  private Message ask(String name, int type, boolean tcp) throws IOException {
    return resolver(tcp).send(query(name, type));
  }

  private static Message query(String name, int type) throws IOException {
    return Message.newQuery(Record.newRecord(Name.fromString(name), type, DClass.IN));
  }

  private SimpleResolver resolver(boolean tcp) throws IOException {
    var resolver = new SimpleResolver("127.0.0.1");
    resolver.setPort(dns.port());
    resolver.setTCP(tcp);
    resolver.setTimeout(Duration.ofMillis(1_500));
    return resolver;
  }

  private static List<String> texts(Message answer) {
    return answer.getSection(Section.ANSWER).stream()
        .map(TXTRecord.class::cast)
        .map(
            record ->
                new String(joined(record.getStringsAsByteArrays()), StandardCharsets.US_ASCII))
        .toList();
  }

  private static byte[] joined(List<byte[]> parts) {
    var all = new ByteArrayOutputStream();
    parts.forEach(all::writeBytes);
    return all.toByteArray();
  }
}
