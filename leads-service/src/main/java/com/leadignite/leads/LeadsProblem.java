package com.leadignite.leads;

import com.leadignite.guard.problem.ProblemType;

/** The errors that leads-service adds to the common ones. */
public enum LeadsProblem implements ProblemType {
  DUPLICATE_TEAM(409, "Another team has this name"),
  DUPLICATE_LEAD(409, "Another lead has the same e-mail address or phone number"),
  STATUS_CHANGE_REFUSED(409, "The lead's status cannot change in this way"),
  IDEMPOTENCY_KEY_IN_FLIGHT(409, "A request under this idempotency key is being worked on"),
  PRECONDITION_FAILED(412, "It has changed in the meantime"),
  IDEMPOTENCY_KEY_REUSED(422, "The idempotency key was used for another request"),
  PRECONDITION_REQUIRED(428, "The request must say which version it changes");

  private final int status;
  private final String title;

  LeadsProblem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
