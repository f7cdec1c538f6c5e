package io.orgplane.testing.violations.amazon;

import software.amazon.awssdk.KmsClient;

record KnowsAws(KmsClient client) {}
