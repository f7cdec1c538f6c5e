package io.orgplane.org.workspace;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.orgplane.kit.id.WorkspaceId;
import io.orgplane.org.edit.Description;
import io.orgplane.org.edit.Name;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A workspace as its members see it. */
@Schema(name = "Workspace")
record WorkspaceView(
    WorkspaceId id,
    @Schema(implementation = String.class) Name name,
    @Schema(implementation = String.class) Description description,
    CloudProvider cloudProvider,
    @JsonProperty("default") boolean standard,
    @Schema(
            description =
                "It can be read and deleted, and nothing else: beyond the plan, or unpaid")
        boolean readOnly,
    Instant createdAt) {

  static WorkspaceView of(Workspace workspace, boolean readOnly) {
    return new WorkspaceView(
        workspace.id(),
        workspace.name(),
        workspace.description(),
        workspace.cloudProvider(),
        workspace.standard(),
        readOnly,
        workspace.createdAt());
  }
}
