package io.orgplane.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.orgplane.kit.problem.CommonProblem.Forbidden;
import io.orgplane.kit.problem.CommonProblem.Internal;
import io.orgplane.kit.problem.CommonProblem.Protocol;
import io.orgplane.kit.problem.CommonProblem.Unauthenticated;
import io.orgplane.kit.problem.CommonProblem.UpstreamUnavailable;
import io.orgplane.kit.problem.CommonProblem.ValidationFailed;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Everything that can be thrown becomes a problem here, and only here. */
public class ProblemMappers {

  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
  private static final int CLIENT_ERRORS = 400;
  private static final int SERVER_ERRORS = 500;

  @ServerExceptionMapper
  public Response problem(ProblemException problem) {
    var response =
        Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(Problem.of(problem));
    problem.headers().forEach(response::header);
    return response.build();
  }

  @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
  public Response unauthenticated() {
    return problem(new Unauthenticated());
  }

  @ServerExceptionMapper
  public Response forbidden(ForbiddenException refused) {
    return problem(new Forbidden("This call is not for you."));
  }

  @ServerExceptionMapper
  public Response invalid(ConstraintViolationException invalid) {
    return problem(new ValidationFailed(Violations.of(invalid)));
  }

  @ServerExceptionMapper
  public Response unreadable(JsonProcessingException unreadable) {
    return problem(new ValidationFailed(Violations.of(unreadable)));
  }

  /**
   * Replaces the framework's own mapper of this class, which is more specific than the one above.
   */
  @ServerExceptionMapper
  public Response mismatched(MismatchedInputException unreadable) {
    return unreadable(unreadable);
  }

  /** A value type refused its value while Jackson built it; its own problem says it better. */
  @ServerExceptionMapper
  public Response uninstantiable(ValueInstantiationException invalid) {
    return invalid.getCause() instanceof ProblemException problem
        ? problem(problem)
        : unreadable(invalid);
  }

  @ServerExceptionMapper
  public Response web(WebApplicationException refused) {
    switch (refused.getCause()) {
      case ProblemException problem -> {
        return problem(problem);
      }
      case JsonProcessingException unreadable -> {
        return unreadable(unreadable);
      }
      case null, default -> {}
    }
    int status = refused.getResponse().getStatus();
    if (status >= SERVER_ERRORS) {
      return unexpected(refused);
    }
    return status >= CLIENT_ERRORS ? problem(new Protocol(status)) : refused.getResponse();
  }

  @ServerExceptionMapper
  public Response unexpected(Throwable failure) {
    if (DatabaseUnavailable.is(failure)) {
      LOG.warnf("The database is not available: %s", failure.getMessage());
      return problem(new UpstreamUnavailable("The database"));
    }
    LOG.error("A request failed", failure);
    return problem(new Internal());
  }
}
