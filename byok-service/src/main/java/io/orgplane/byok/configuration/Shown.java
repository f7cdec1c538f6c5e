package io.orgplane.byok.configuration;

import java.util.Optional;

/** A configuration together with its last test. */
record Shown(Configuration configuration, Optional<LastCheck> lastCheck) {}
