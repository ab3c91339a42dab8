package com.leadignite.guard.caller;

import static com.leadignite.guard.caller.Scope.Holder.ADMINS;
import static com.leadignite.guard.caller.Scope.Holder.MEMBERS;
import static com.leadignite.guard.caller.Scope.Holder.PLATFORM_ADMINS;
import static com.leadignite.guard.caller.Scope.Holder.SERVICES;
import static com.leadignite.guard.caller.Scope.Holder.SESSIONS;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every OAuth scope of the platform: what a credential can be narrowed to, in addition to the role.
 * A person's session carries all scopes of their role, an API key those it was made with, as far as
 * its owner's role still has them.
 */
public enum Scope {
  SESSION(
      "session",
      SESSIONS,
      "Do what only the person themselves can: no token names it, every session has it"),
  LEADS_READ("leads:read", MEMBERS, "See leads"),
  LEADS_WRITE(
      "leads:write", MEMBERS, "Create, change, assign and delete leads, as far as the role may"),
  CALLS_READ("calls:read", MEMBERS, "See calls"),
  CALLS_WRITE("calls:write", MEMBERS, "Enter, change and delete calls, as far as the role may"),
  AUDIT_READ("audit:read", ADMINS, "Read the organization's audit log"),
  ORGANIZATION_WRITE(
      "organization:write", ADMINS, "Change the organization, its members and invitations"),
  WEBHOOKS_READ("webhooks:read", ADMINS, "See webhook sources and received webhooks"),
  WEBHOOKS_WRITE("webhooks:write", ADMINS, "Create and change webhook sources, replay webhooks"),
  PLATFORM_ADMIN("platform:admin", PLATFORM_ADMINS, "Run the platform"),
  USERS_ADMIN("users:admin", PLATFORM_ADMINS, "Administer every account"),
  AUDIT_WRITE("audit:write", SERVICES, "Deliver audit events"),
  LEADS_INTAKE("leads:intake", SERVICES, "Record leads and calls for an organization"),
  MEMBERS_READ("members:read", SERVICES, "Look up members of organizations"),
  API_KEYS_INTROSPECT("api-keys:introspect", SERVICES, "Look up what an API key may do"),
  IDENTITIES_RESOLVE("identities:resolve", SERVICES, "Look up whose account an identity is"),
  INTEGRATIONS_TOKEN(
      "integrations:token", SERVICES, "Use the access tokens of an organization's integrations");

  /** Who can have a scope. */
  enum Holder {
    SESSIONS,
    MEMBERS,
    ADMINS,
    PLATFORM_ADMINS,
    SERVICES
  }

  private final String wireName;
  private final Holder holder;
  private final String description;

  Scope(String wireName, Holder holder, String description) {
    this.wireName = wireName;
    this.holder = holder;
    this.description = description;
  }

  /** The scope's name in tokens, documents and tables. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  /** What it permits, as an imperative that completes "this key may …" or "allow … to". */
  public String description() {
    return description;
  }

  /** Whether it is one of those that only admins of an organization hold. */
  public boolean isAdministrative() {
    return holder != MEMBERS;
  }

  /**
   * Whether it can be given to something that acts for a person without them: an API key, or a
   * client of a partner. What runs the platform never is.
   */
  public boolean isDelegable() {
    return holder == MEMBERS || holder == ADMINS;
  }

  /** The scope of that wire name; empty if there is none. */
  public static Optional<Scope> of(String wireName) {
    return Arrays.stream(values()).filter(scope -> scope.wireName.equals(wireName)).findFirst();
  }

  /**
   * All scopes of a person's role.
   *
   * @throws IllegalArgumentException if the role is that of services, whose scopes are configured
   */
  public static Set<Scope> of(Role role) {
    Set<Holder> holders =
        switch (role) {
          case USER, AGENT, MANAGER -> EnumSet.of(MEMBERS);
          case ADMIN -> EnumSet.of(MEMBERS, ADMINS);
          // Leads and calls are for the members of an organization, as are the routes that lead to
          // them.
          case PLATFORM_ADMIN -> EnumSet.of(ADMINS, PLATFORM_ADMINS);
          case SERVICE -> throw new IllegalArgumentException("a service's scopes are configured");
        };
    return Arrays.stream(values())
        .filter(scope -> holders.contains(scope.holder))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
  }

  /** The wire names of scopes, in the order of this enum or of the array. */
  public static Stream<String> names(Stream<Scope> scopes) {
    return scopes.map(Scope::wireName);
  }
}
