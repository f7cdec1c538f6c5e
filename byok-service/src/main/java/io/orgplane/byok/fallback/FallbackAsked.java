package io.orgplane.byok.fallback;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orgplane.kit.id.OrganizationId;
import io.orgplane.kit.id.UserId;
import io.orgplane.kit.id.WorkspaceId;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One call that a platform service wants to run on the platform's account.
 *
 * @param id the platform service's own; a repetition gets the same answer
 * @param eligible whether the operation is one that may fall back: its service knows what that
 *     means for who asked for it
 * @param outputTokens the most that the call may produce
 * @param credits its price; drawn when it is allowed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FallbackAsked(
    @NotNull @Pattern(regexp = "[!-~]{1,200}") String id,
    @NotNull OrganizationId organizationId,
    @NotNull WorkspaceId workspaceId,
    @Nullable UserId userId,
    @Nullable @Size(min = 1, max = 100) String operation,
    @NotNull Boolean eligible,
    @NotNull @Size(min = 1, max = 100) String error,
    @NotNull @Size(min = 1, max = 255) String endpoint,
    @NotNull @Size(min = 1, max = 30) String region,
    @NotNull @Size(min = 1, max = 200) String model,
    @NotNull @PositiveOrZero Integer inputTokens,
    @NotNull @PositiveOrZero Integer outputTokens,
    @NotNull
        @DecimalMin("0.001")
        @Digits(integer = 9, fraction = 3)
        @Schema(description = "The price of the call, a decimal with at most three places")
        BigDecimal credits) {}
