package com.leadignite.guard.problem;

import java.util.Locale;

/** One kind of error, as a service's catalogue lists it. Implemented by one enum per service. */
public interface ProblemType {

  /** Its name in the catalogue, such as {@code NOT_FOUND}. */
  String name();

  /** The last part of the problem's {@code type} URI, {@code /problems/<slug>}; kebab-case. */
  default String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The HTTP status code. */
  int status();

  /** What went wrong, the same for every occurrence. */
  String title();
}
