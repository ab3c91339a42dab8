package com.leadignite.guard.openapi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an annotation by which the methods of a service declare their problems. Its members are
 * arrays of enums that are {@link com.leadignite.guard.problem.ProblemType}s: what they name is in
 * the document of each operation, in addition to what the guard answers by itself.
 */
@Documented
@Target(ElementType.ANNOTATION_TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ProblemDeclaration {}
