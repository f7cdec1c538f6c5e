package io.orgplane.sandbox.dns;

import io.orgplane.sandbox.http.BadRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code PUT /sandbox/dns}. Either a record set, which it replaces:
 *
 * <pre>{"name": "_orgplane.acme.example", "type": "TXT", "values": ["a", "b"], "ttl": 60}</pre>
 *
 * (no values remove the set; a name without any set does not exist), or a misbehaviour of one name:
 *
 * <pre>{"name": "acme.example", "fault": "servfail" | "refused" | "silent" | "none"}</pre>
 *
 * <p>Types are A, AAAA, CNAME, MX, NS and TXT, values in zone-file notation, a TXT value as plain
 * text.
 */
record DnsChange(
    @Nullable String name,
    @Nullable String type,
    @Nullable List<String> values,
    @Nullable Integer ttl,
    @Nullable DnsFault fault) {

  void applyTo(DnsZone zone) {
    if (name == null) {
      throw new BadRequest("name is missing");
    }
    if (fault != null) {
      BadRequest.unless(
          type == null && values == null && ttl == null, "fault stands alone beside name");
      zone.fault(name, fault);
    } else if (type == null || values == null) {
      throw new BadRequest("type and values are missing, or fault");
    } else {
      zone.put(name, type, values, ttl == null ? DnsZone.USUAL_TTL : ttl);
    }
  }
}
