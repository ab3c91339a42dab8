package com.leadignite.guard.body;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Holds a record that was read to its constraints, and puts all errors in one list. */
final class Constraints {

  private final Validator validator;

  Constraints(Validator validator) {
    this.validator = validator;
  }

  /**
   * Ends the request if anything could not be read or breaks a constraint; the errors come in the
   * order in which the record declares its members.
   *
   * @param judged whether the constraints of a member apply, given the names that lead to it
   * @throws com.leadignite.guard.problem.Problem {@code validation-failed}
   */
  void check(Object read, RecordShape shape, ReadErrors errors, Predicate<List<String>> judged) {
    Set<ConstraintViolation<Object>> broken = validator.validate(read);
    if (broken.isEmpty() && errors.all().isEmpty()) {
      return;
    }
    List<Found> all = new ArrayList<>();
    errors.all().forEach(error -> all.add(new Found(error.path(), error.message(), true, shape)));
    for (ConstraintViolation<?> violation : broken) {
      WirePath path = WirePath.of(violation.getPropertyPath(), shape);
      if (counts(violation, path, errors, judged)) {
        all.add(new Found(path.text(), violation.getMessage(), isOfForm(violation), shape));
      }
    }
    Set<String> formless =
        all.stream().filter(Found::form).map(Found::path).collect(Collectors.toSet());
    Violations violations = new Violations();
    all.stream()
        // Nothing else can be said of a text that is none.
        .filter(found -> found.form() || !formless.contains(found.path()))
        .sorted(Comparator.comparing(Found::position).thenComparing(Found::message))
        .forEach(found -> violations.add(found.path(), found.message()));
    violations.throwIfAny();
  }

  /**
   * An error.
   *
   * @param form whether it is one of form, so that rules about the content are moot
   */
  private record Found(String path, String message, boolean form, RecordShape shape) {

    String position() {
      return WirePath.sortKey(path, shape);
    }
  }

  private static boolean isOfForm(ConstraintViolation<?> violation) {
    return violation.getConstraintDescriptor().getAnnotation() instanceof Line;
  }

  // Of a rule over a whole record, the invalid value is the very record that the rule is on.
  @SuppressWarnings("ReferenceEquality")
  private static boolean counts(
      ConstraintViolation<?> violation,
      WirePath path,
      ReadErrors errors,
      Predicate<List<String>> judged) {
    if (violation.getInvalidValue() == violation.getLeafBean()) {
      // A rule over several members of a record, some of which may just not have been read.
      return !errors.hasWithin(path.parent());
    }
    return !errors.has(path.text())
        && !errors.hasUnreadItem(path.text())
        && judged.test(path.names());
  }
}
