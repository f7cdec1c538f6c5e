package io.orgplane.byok.vending;

import io.orgplane.byok.cloud.CloudAccess.Lease;
import io.orgplane.byok.credential.Target;
import java.util.Map;

/**
 * What a platform service gets, as it is kept between two requests for it.
 *
 * @param own whether the organization's own account pays
 * @param models the id to invoke each model by
 */
record Vended(boolean own, Lease lease, Target target, Map<String, String> models) {}
