package io.orgplane.sandbox.dns;

import java.io.IOException;
import java.util.Optional;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Answers one query from the zone, as RFC 1035 and RFC 2308 have it; empty means silence. */
record DnsAnswer(DnsZone zone) {
  private static final int PLAIN_UDP = 512;
  private static final int LARGEST_UDP = 1_232;
  private static final int LONGEST_CHAIN = 8;
  private static final Record AUTHORITY =
      new SOARecord(
          Name.root,
          DClass.IN,
          0,
          Name.fromConstantString("ns.sandbox."),
          Name.fromConstantString("hostmaster.sandbox."),
          1,
          3_600,
          600,
          86_400,
          0);

  Optional<byte[]> overUdp(byte[] query) {
    return answer(query, true);
  }

  Optional<byte[]> overTcp(byte[] query) {
    return answer(query, false);
  }

  private Optional<byte[]> answer(byte[] wire, boolean udp) {
    Message query;
    try {
      query = new Message(wire);
    } catch (IOException malformed) {
      return formatError(wire);
    }
    if (query.getHeader().getFlag(Flags.QR)) {
      return Optional.empty();
    }
    return answer(query).map(answer -> answer.toWire(udp ? room(query) : Message.MAXLENGTH));
  }

  private Optional<Message> answer(Message query) {
    var answer = new Message(query.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setOpcode(query.getHeader().getOpcode());
    if (query.getHeader().getFlag(Flags.RD)) {
      answer.getHeader().setFlag(Flags.RD);
    }
    answer.getHeader().setFlag(Flags.RA);
    if (query.getOPT() != null) {
      answer.addRecord(new OPTRecord(LARGEST_UDP, 0, 0), Section.ADDITIONAL);
    }
    if (query.getHeader().getOpcode() != Opcode.QUERY) {
      return coded(answer, Rcode.NOTIMP);
    }
    var question = query.getQuestion();
    if (question == null || query.getHeader().getCount(Section.QUESTION) != 1) {
      return coded(answer, Rcode.FORMERR);
    }
    answer.addRecord(question, Section.QUESTION);
    if (question.getDClass() != DClass.IN) {
      return coded(answer, Rcode.REFUSED);
    }
    return switch (zone.faultOf(question.getName())) {
      case SILENT -> Optional.empty();
      case SERVFAIL -> coded(answer, Rcode.SERVFAIL);
      case REFUSED -> coded(answer, Rcode.REFUSED);
      case NONE -> Optional.of(fill(answer, question));
    };
  }

  private Message fill(Message answer, Record question) {
    answer.getHeader().setFlag(Flags.AA);
    var name = question.getName();
    for (var links = 0; links < LONGEST_CHAIN; links++) {
      var found = zone.find(name, question.getType());
      found.forEach(each -> answer.addRecord(each, Section.ANSWER));
      var alias = zone.find(name, Type.CNAME);
      if (!found.isEmpty()) {
        return answer;
      }
      if (alias.isEmpty()) {
        return absent(answer, name);
      }
      answer.addRecord(alias.getFirst(), Section.ANSWER);
      name = ((CNAMERecord) alias.getFirst()).getTarget();
    }
    answer.getHeader().setRcode(Rcode.SERVFAIL);
    return answer;
  }

  /**
   * NXDOMAIN when nothing is at or below the name, else NODATA: no error, no records, an authority.
   */
  private Message absent(Message answer, Name name) {
    answer.getHeader().setRcode(zone.exists(name) ? Rcode.NOERROR : Rcode.NXDOMAIN);
    answer.addRecord(AUTHORITY, Section.AUTHORITY);
    return answer;
  }

  private static Optional<Message> coded(Message answer, int rcode) {
    answer.getHeader().setRcode(rcode);
    return Optional.of(answer);
  }

  private static Optional<byte[]> formatError(byte[] wire) {
    if (wire.length < Header.LENGTH) {
      return Optional.empty();
    }
    var header = new Header(((wire[0] & 0xff) << 8) | (wire[1] & 0xff));
    header.setFlag(Flags.QR);
    header.setRcode(Rcode.FORMERR);
    return Optional.of(header.toWire());
  }

  /** What the client's datagram can hold; beyond it the answer is cut and flagged for TCP. */
  private static int room(Message query) {
    var opt = query.getOPT();
    return opt == null ? PLAIN_UDP : Math.clamp(opt.getPayloadSize(), PLAIN_UDP, LARGEST_UDP);
  }
}
