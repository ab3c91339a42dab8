package com.leadignite.leads;

import static com.leadignite.guard.openapi.AnswerHeader.ETAG;
import static com.leadignite.guard.problem.CommonProblem.NOT_FOUND;
import static com.leadignite.leads.LeadsProblem.PRECONDITION_FAILED;
import static com.leadignite.leads.LeadsProblem.PRECONDITION_REQUIRED;

import com.leadignite.guard.openapi.AnswerHeaders;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What is documented of an operation that changes the version that If-Match names, and no other.
 */
@Documented
@AnswerHeaders(ETAG)
@Problems(
    value = {PRECONDITION_FAILED, PRECONDITION_REQUIRED},
    common = NOT_FOUND)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface IfMatchRequired {}
