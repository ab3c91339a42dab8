package com.leadignite.guard.row;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
import io.vertx.sqlclient.Tuple;
import java.util.Objects;

/**
 * The settings of a transaction that row-level security reads: {@code app.tenant_id}, {@code
 * app.user_id}, {@code app.role} and {@code app.member_since}.
 *
 * @param tenantId the organization; empty for a service that acts across organizations
 * @param userId the person; empty for a service
 * @param role the role's wire name
 * @param memberSince when the person became a member of the organization; empty if it is not known
 */
public record Identity(String tenantId, String userId, String role, String memberSince) {

  /** The service itself, for work that no caller asked for: relays, clean-up, sign-in look-ups. */
  public static final Identity SERVICE = new Identity("", "", Role.SERVICE.wireName());

  /** An identity of which it is not known when they became a member. */
  public Identity(String tenantId, String userId, String role) {
    this(tenantId, userId, role, "");
  }

  /** The identity a caller's transactions run under. */
  public static Identity of(Caller caller) {
    return switch (caller) {
      case Caller.Person p ->
          new Identity(
              p.tenantId().toString(),
              p.userId().toString(),
              p.role().wireName(),
              Objects.toString(p.memberSince(), ""));
      case Caller.Service s -> SERVICE;
    };
  }

  /** The parameters of {@link Statements#IDENTITY}. */
  Tuple parameters() {
    return Tuple.of(tenantId, userId, role, memberSince);
  }
}
