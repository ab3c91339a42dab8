package com.leadignite.guard.row;

import static java.util.stream.Collectors.joining;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.TenantId;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.Objects;

/**
 * The settings of a transaction that row-level security reads: {@code app.tenant_id}, {@code
 * app.user_id}, {@code app.role} and {@code app.member_since}.
 *
 * @param tenantId the organization; empty for a service that acts across organizations, and several
 *     with commas between them for one that stores for those
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

  /**
   * The service for several organizations at once, in one transaction. Only policies that expect a
   * list let it pass: to all others the setting is no UUID, and the statement fails.
   *
   * @param tenants at least one
   */
  public static Identity ofService(Collection<TenantId> tenants) {
    return new Identity(
        tenants.stream().map(TenantId::toString).distinct().collect(joining(",")),
        "",
        Role.SERVICE.wireName());
  }

  /** The parameters of {@link Statements#IDENTITY}. */
  Tuple parameters() {
    return Tuple.of(tenantId, userId, role, memberSince);
  }
}
