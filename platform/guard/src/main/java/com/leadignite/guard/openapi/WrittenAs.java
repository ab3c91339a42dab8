package com.leadignite.guard.openapi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says which record describes the JSON of a type that passes on what was sent to us. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface WrittenAs {

  /** The record. Members that need not be sent may be absent or null in answers, too. */
  Class<? extends Record> value();
}
