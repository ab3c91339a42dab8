package com.leadignite.leads.member;

import java.util.Map;
import java.util.UUID;

/** Ends work that names people who have to be checked first; {@link MembershipCheck} catches it. */
final class UncheckedMembers extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Map<String, UUID> people;

  UncheckedMembers(Map<String, UUID> people) {
    super("people were not checked", null, false, false);
    this.people = Map.copyOf(people);
  }

  Map<String, UUID> people() {
    return people;
  }
}
