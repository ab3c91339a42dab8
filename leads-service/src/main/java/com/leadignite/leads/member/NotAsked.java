package com.leadignite.leads.member;

import java.util.Map;
import java.util.UUID;

/** Work met people who have to be asked for first. Never answered: {@link Members} asks. */
final class NotAsked extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Map<String, UUID> people;

  NotAsked(Map<String, UUID> people) {
    super("people were not asked for", null, false, false);
    this.people = Map.copyOf(people);
  }

  Map<String, UUID> people() {
    return people;
  }
}
