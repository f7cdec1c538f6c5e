package io.orgplane.byok.connectiontest;

import io.orgplane.byok.credential.AccountId;
import java.util.Optional;

/** Looks at the account that a credential turned out to be of, and may refuse it. */
@FunctionalInterface
public interface AccountPin {

  /** Whatever the account is. */
  AccountPin NONE = any -> {};

  /**
   * @param account empty for a Bedrock API key, which does not tell
   */
  void require(Optional<AccountId> account);
}
