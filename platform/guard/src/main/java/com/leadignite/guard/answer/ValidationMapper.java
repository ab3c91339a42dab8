package com.leadignite.guard.answer;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.FieldErrors;
import com.leadignite.guard.problem.Problem;
import io.quarkus.hibernate.validator.runtime.jaxrs.ResteasyReactiveViolationException;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Answers values that break a declared rule, each with its place in the request. */
@Provider
@Singleton
public final class ValidationMapper implements ExceptionMapper<ResteasyReactiveViolationException> {

  private static final PropertyNamingStrategies.SnakeCaseStrategy SNAKE_CASE =
      new PropertyNamingStrategies.SnakeCaseStrategy();

  private final ProblemWriter writer;

  ValidationMapper(ProblemWriter writer) {
    this.writer = writer;
  }

  @Override
  public Response toResponse(ResteasyReactiveViolationException e) {
    return writer.response(
        e.getConstraintViolations().stream().anyMatch(ValidationMapper::isOurs)
            ? WebProblems.of(500, e)
            : problem(e));
  }

  private static Problem problem(ResteasyReactiveViolationException e) {
    List<Map<String, String>> errors =
        e.getConstraintViolations().stream()
            .map(v -> FieldErrors.of(field(v.getPropertyPath()), v.getMessage()))
            .sorted(
                Comparator.comparing((Map<String, String> error) -> error.get("field"))
                    .thenComparing(error -> error.get("message")))
            .toList();
    return new Problem(CommonProblem.VALIDATION_FAILED, "See errors for each field.")
        .with("errors", errors);
  }

  /** A return value that breaks a rule is our defect, not the caller's. */
  private static boolean isOurs(ConstraintViolation<?> violation) {
    for (Path.Node node : violation.getPropertyPath()) {
      if (node.getKind() == ElementKind.RETURN_VALUE) {
        return true;
      }
    }
    return false;
  }

  private static String field(Path path) {
    String parameter = "";
    StringBuilder field = new StringBuilder();
    for (Path.Node node : path) {
      if (node.getKind() == ElementKind.PARAMETER) {
        parameter = SNAKE_CASE.translate(node.getName());
      } else if (node.getKind() == ElementKind.PROPERTY
          || node.getKind() == ElementKind.CONTAINER_ELEMENT) {
        if (node.getIndex() != null) {
          field.append('[').append(node.getIndex()).append(']');
        }
        if (node.getKind() == ElementKind.PROPERTY && node.getName() != null) {
          field.append(field.isEmpty() ? "" : ".").append(SNAKE_CASE.translate(node.getName()));
        }
      }
    }
    return field.isEmpty() ? parameter : field.toString();
  }
}
