package io.orgplane.billing.credit;

import io.orgplane.billing.amount.Credits;
import java.util.UUID;

/** A part of a grant that a reservation has set aside. */
public record Hold(UUID grantId, Credits credits) {}
