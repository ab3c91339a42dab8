package com.leadignite.guard.problem;

/** One kind of error, as a service's catalogue lists it. Implemented by one enum per service. */
public interface ProblemType {

  /** The last part of the problem's {@code type} URI, {@code /problems/<slug>}; kebab-case. */
  String slug();

  /** The HTTP status code. */
  int status();

  /** What went wrong, the same for every occurrence. */
  String title();
}
