package io.orgplane.org.edit;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of a PATCH. */
@Schema(
    name = "Patch",
    description = "What is absent stays as it is; a description of null is taken away.")
public record Patch(
    @Schema(implementation = String.class, minLength = 1, maxLength = Name.MAX_LENGTH)
        PatchField name,
    @Schema(implementation = String.class, maxLength = Description.MAX_LENGTH, nullable = true)
        PatchField description) {}
