package io.orgplane.testing.violations.stripes;

import com.stripe.Subscription;

record KnowsStripe(Subscription subscription) {}
