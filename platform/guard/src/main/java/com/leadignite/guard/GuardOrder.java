package com.leadignite.guard;

import jakarta.ws.rs.Priorities;

/**
 * The order in which a request passes the guard, in one table.
 *
 * <p>What Netty or Quarkus would answer below all filters reaches them too: {@code
 * RequestHeadHandler} sees to it.
 *
 * <p>The first half runs before the route is known, as Vert.x filters: the highest number first.
 * The second half runs when the resource method and its {@code @Access} are known, as JAX-RS
 * request filters: the lowest number first.
 *
 * <pre>
 * REQUEST_INFO    request id, client address; security and CORS headers on the answer
 * REFUSALS        record every refusal, whatever refuses
 * ADDRESS_LIMIT   rate limit of the client's address; refusals that follow count, too
 * HEAD            refuse heads that cannot be read, or can be read in two ways
 * OPTIONS         answer preflights and questions for the methods of a path
 * BODY_HEADERS    declared length, content type and encoding
 * ── route is matched: 404, 405, 406 and 415 come from here ──
 * ACCESS          credential → one Caller; revocation and the caller's rate limit in one Redis
 *                 round trip; roles, scopes, assurance, freshness, allow-listed address
 * LOOK_UP         does what the request names exist?
 * BODY            read the body, counted
 * </pre>
 */
public final class GuardOrder {

  /** Vert.x: everything later, refusals included, has a request id and a client address. */
  public static final int REQUEST_INFO = 10_000;

  /** Vert.x: before anything can refuse, so that every refusal is recorded. */
  public static final int REFUSALS = 9_500;

  /** Vert.x: before anything is refused or a credential is parsed: guessing is limited, too. */
  public static final int ADDRESS_LIMIT = 9_000;

  /** Vert.x: before anything reads the path (CVE-2026-39852) or a header. */
  public static final int HEAD = 8_000;

  /** Vert.x: a preflight carries no credential and must not be asked for one. */
  public static final int OPTIONS = 7_000;

  /** Vert.x: what the head of the request already says about its body. */
  public static final int BODY_HEADERS = 6_000;

  /** JAX-RS: one step, so that revocation and the limit cost one round trip. */
  public static final int ACCESS = Priorities.AUTHENTICATION;

  /** JAX-RS: for routes open to anyone, so that no body is read for a name that does not exist. */
  public static final int LOOK_UP = Priorities.HEADER_DECORATOR;

  /** JAX-RS: only authorized callers make us read and hold a body. */
  public static final int BODY = Priorities.ENTITY_CODER;

  private GuardOrder() {}
}
