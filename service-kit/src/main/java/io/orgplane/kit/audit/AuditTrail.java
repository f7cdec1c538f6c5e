package io.orgplane.kit.audit;

import io.orgplane.kit.tx.Tx;
import io.smallrye.mutiny.Uni;

/**
 * Where every change of an organization is recorded, in the transaction of the change: there is
 * none without its record, and no record of one that was rolled back.
 */
public interface AuditTrail {

  Uni<Void> record(Tx tx, AuditEntry entry);
}
