package com.leadignite.audit;

import com.leadignite.guard.openapi.ProblemDeclaration;
import com.leadignite.guard.problem.CommonProblem;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The problems that an operation answers in addition to those that the guard answers for every one.
 */
@Documented
@ProblemDeclaration
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Problems {

  /** The problems. */
  CommonProblem[] value();
}
