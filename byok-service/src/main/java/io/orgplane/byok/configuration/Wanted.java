package io.orgplane.byok.configuration;

import io.orgplane.byok.credential.Credential;
import io.orgplane.byok.credential.Target;

/** A request that has passed the syntax check. */
record Wanted(Credential credential, Target target, boolean confirmAccountChange) {}
