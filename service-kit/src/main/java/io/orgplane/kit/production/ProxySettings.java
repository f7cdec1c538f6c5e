package io.orgplane.kit.production;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Trusted proxies are ranges of addresses. Quarkus takes whatever is no range and no IPv4 address
 * for a host's name, {@code ::1} included, and asks the DNS for it before it looks at a request, at
 * every request: where no DNS answers, each waits for five seconds.
 */
@ApplicationScoped
class ProxySettings implements UnsafeSettings {

  static final String PROPERTY = "quarkus.http.proxy.trusted-proxies";

  private final List<String> trusted;

  ProxySettings(@ConfigProperty(name = PROPERTY) List<String> trusted) {
    this.trusted = trusted;
  }

  @Override
  public List<UnsafeSetting> find() {
    return trusted.stream().allMatch(each -> each.contains("/"))
        ? List.of()
        : List.of(
            new UnsafeSetting(
                PROPERTY,
                "give ranges such as 10.0.0.0/8 or ::1/128 (ORGPLANE_HTTP_TRUSTED_PROXIES); a name would be looked up in the DNS for every request"));
  }
}
