package com.leadignite.leads.lead;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.leads.body.BodyReader;
import com.leadignite.leads.body.Errors;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** To whom a lead is handed over. */
record NewOwner(UUID ownerId) {

  private static final String OWNER_ID = "owner_id";

  /**
   * Reads the body of a transfer.
   *
   * @throws com.leadignite.guard.problem.Problem {@code validation-failed}
   */
  static NewOwner read(ObjectNode body) {
    Errors errors = new Errors();
    BodyReader in = BodyReader.of(body, Set.of(OWNER_ID), errors);
    UUID owner = in.uuid(OWNER_ID, null);
    if (owner == null && (body.get(OWNER_ID) == null || in.clears(OWNER_ID))) {
      in.error(OWNER_ID, "is needed");
    }
    errors.throwIfAny();
    return new NewOwner(Objects.requireNonNull(owner));
  }
}
