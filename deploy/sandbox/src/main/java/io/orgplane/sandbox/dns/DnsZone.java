package io.orgplane.sandbox.dns;

import io.orgplane.sandbox.http.BadRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** The records and misbehaviours set so far. Names are absolute and compare without case. */
public final class DnsZone {
  static final int USUAL_TTL = 60;
  private static final int LONGEST_TTL = 86_400;
  private static final int MOST_VALUES = 100;
  private static final int TXT_STRING = 255;
  private static final Set<String> TYPES = Set.of("A", "AAAA", "CNAME", "MX", "NS", "TXT");

  private final Map<Name, Map<Integer, List<Record>>> records = new TreeMap<>();
  private final Map<Name, DnsFault> faults = new TreeMap<>();

  /** Replaces one record set; no values remove it. */
  public synchronized void put(String name, String type, List<String> values, int ttl) {
    var owner = nameOf(name);
    var code = typeOf(type);
    BadRequest.unless(ttl >= 0 && ttl <= LONGEST_TTL, "ttl is from 0 to " + LONGEST_TTL);
    BadRequest.unless(values.size() <= MOST_VALUES, "at most " + MOST_VALUES + " values");
    var parsed = values.stream().map(value -> recordOf(owner, code, ttl, value)).toList();
    var sets = new TreeMap<>(records.getOrDefault(owner, Map.of()));
    if (parsed.isEmpty()) {
      sets.remove(code);
    } else {
      sets.put(code, parsed);
    }
    BadRequest.unless(
        sets.size() <= 1 || !sets.containsKey(Type.CNAME), "a CNAME stands alone at its name");
    if (sets.isEmpty()) {
      records.remove(owner);
    } else {
      records.put(owner, sets);
    }
  }

  /** Makes one name misbehave until {@link DnsFault#NONE} is set. */
  public synchronized void fault(String name, DnsFault fault) {
    if (fault == DnsFault.NONE) {
      faults.remove(nameOf(name));
    } else {
      faults.put(nameOf(name), fault);
    }
  }

  synchronized DnsFault faultOf(Name name) {
    return faults.getOrDefault(name, DnsFault.NONE);
  }

  synchronized List<Record> find(Name name, int type) {
    var sets = records.getOrDefault(name, Map.of());
    return type == Type.ANY
        ? sets.values().stream().flatMap(List::stream).toList()
        : sets.getOrDefault(type, List.of());
  }

  /** A name exists when it, or any name below it, has a record (RFC 8020, empty non-terminals). */
  synchronized boolean exists(Name name) {
    return records.keySet().stream().anyMatch(known -> known.subdomain(name));
  }

  /** Every record in zone-file notation, for the sandbox's page. */
  public synchronized List<String> lines() {
    var lines = new ArrayList<String>();
    records
        .values()
        .forEach(sets -> sets.values().forEach(set -> set.forEach(r -> lines.add(r.toString()))));
    faults.forEach((name, fault) -> lines.add(name + "\t" + fault.name().toLowerCase(Locale.ROOT)));
    return List.copyOf(lines);
  }

  private static Name nameOf(String name) {
    BadRequest.unless(!name.isBlank(), "name is empty");
    try {
      return Name.fromString(name.strip(), Name.root);
    } catch (TextParseException malformed) {
      throw new BadRequest("name is no domain name: " + malformed.getMessage());
    }
  }

  private static int typeOf(String type) {
    BadRequest.unless(TYPES.contains(type), "type is one of " + new TreeSet<>(TYPES));
    return Type.value(type);
  }

  private static Record recordOf(Name owner, int type, int ttl, @Nullable String value) {
    if (value == null) {
      throw new BadRequest("a value is null");
    }
    try {
      return type == Type.TXT
          ? new TXTRecord(owner, DClass.IN, ttl, strings(value))
          : Record.fromString(owner, type, DClass.IN, ttl, value, Name.root);
    } catch (IOException | IllegalArgumentException malformed) {
      throw new BadRequest("value is no " + Type.string(type) + ": " + malformed.getMessage());
    }
  }

  /** A TXT value longer than 255 octets travels as several strings (RFC 7208 §3.3 joins them). */
  private static List<String> strings(String value) {
    BadRequest.unless(
        value.chars().allMatch(c -> c >= 0x20 && c < 0x7f), "a TXT value is printable ASCII");
    var strings = new ArrayList<String>();
    for (var from = 0; from == 0 || from < value.length(); from += TXT_STRING) {
      var part = value.substring(from, Math.min(value.length(), from + TXT_STRING));
      strings.add(part.replace("\\", "\\\\"));
    }
    return strings;
  }
}
