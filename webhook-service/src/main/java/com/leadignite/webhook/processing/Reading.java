package com.leadignite.webhook.processing;

import java.util.List;

/** What a webhook says, as its format has it. */
sealed interface Reading {

  /** It tells of leads, and of calls with them. */
  record Reports(List<Report> reports) implements Reading {

    public Reports {
      reports = List.copyOf(reports);
    }

    static Reports of(Report report) {
      return new Reports(List.of(report));
    }
  }

  /**
   * Nothing that becomes work; it is kept as it is.
   *
   * @param reason for the people who look for it; nothing of the body that could be personal
   */
  record Ignored(String reason) implements Reading {}
}
