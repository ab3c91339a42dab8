package com.leadignite.guard.body;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record that resource methods take as their body, as it is, as a {@link MergePatch} of it,
 * or as a {@link SentBody}. It reaches the method only if the body has the right types and breaks
 * no constraint.
 *
 * <p>A member that is absent or null reaches the constructor as null, a list as an empty one, and a
 * primitive as zero or false; the compact constructor may put a default in its place. Annotate a
 * member that must be there with {@code @NotNull}.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Body {}
