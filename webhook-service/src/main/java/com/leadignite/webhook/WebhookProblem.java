package com.leadignite.webhook;

import com.leadignite.guard.problem.ProblemType;

/** The errors of this service alone. */
public enum WebhookProblem implements ProblemType {
  SIGNATURE_REFUSED(401, "The signature is refused"),
  TIMESTAMP_REFUSED(401, "The timestamp is outside the window"),
  SOURCE_NAME_TAKEN(409, "There is a source of this name"),
  TOO_MANY_SOURCES(409, "There are as many sources as an organization may have"),
  SAMPLE_IMPOSSIBLE(409, "Only the sender can sign"),
  TOO_MANY_ENDPOINTS(409, "There are as many endpoints as an organization may have"),
  PRECONDITION_FAILED(412, "It has changed in the meantime"),
  PRECONDITION_REQUIRED(428, "The request must say which version it changes");

  private final int status;
  private final String title;

  WebhookProblem(int status, String title) {
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
