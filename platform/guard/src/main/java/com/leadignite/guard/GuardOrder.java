package com.leadignite.guard;

import jakarta.ws.rs.Priorities;

/**
 * The order of a request's way through the guard, in one table.
 *
 * <p>What reaches neither half is made to: {@code RawHeads} hands on what Netty or Quarkus would
 * answer below all filters.
 *
 * <p>The first half runs before the route is known, as Vert.x filters: the highest number first.
 * The second half runs when the resource method and its {@code @Access} are known, as JAX-RS
 * request filters: the lowest number first.
 *
 * <pre>
 * REQUEST_INFO    request id, client address; security and CORS headers on the answer
 * REFUSALS        see to it that each refusal, wherever it comes from, is told
 * ADDRESS_LIMIT   rate limit of the client's address; refusals that follow are counted, too
 * HEAD            refuse heads that cannot be read, or can be read in two ways
 * OPTIONS         answer preflights and questions for the methods of a path
 * BODY_HEADERS    declared length, content type and encoding
 * ── route is matched: 404, 405, 406 and 415 come from here ──
 * AUTHENTICATE    credential → one Caller
 * CALLER_LIMIT    revocation and the caller's rate limit, one Redis round trip
 * ACCESS          declared roles, scopes, assurance, freshness, allow-listed address
 * LOOK_UP         is what the request names there at all?
 * BODY            read the body, counted
 * </pre>
 */
public final class GuardOrder {

  /** Vert.x: everything later, refusals included, has a request id and a client address. */
  public static final int REQUEST_INFO = 10_000;

  /** Vert.x: before anything can refuse, so that no refusal goes by unseen. */
  public static final int REFUSALS = 9_500;

  /** Vert.x: before anything is refused or a credential is parsed: guessing is limited, too. */
  public static final int ADDRESS_LIMIT = 9_000;

  /** Vert.x: before anything looks at the path (CVE-2026-39852) or at a header. */
  public static final int HEAD = 8_000;

  /** Vert.x: a preflight carries no credential and must not be asked for one. */
  public static final int OPTIONS = 7_000;

  /** Vert.x: what the head of the request already says about its body. */
  public static final int BODY_HEADERS = 6_000;

  /** JAX-RS: verify the credential. */
  public static final int AUTHENTICATE = Priorities.AUTHENTICATION;

  /** JAX-RS: ask Redis for revocation and count the caller. */
  public static final int CALLER_LIMIT = Priorities.AUTHENTICATION + 100;

  /** JAX-RS: hold the caller against the method's declaration. */
  public static final int ACCESS = Priorities.AUTHORIZATION;

  /** JAX-RS: for routes open to strangers, so that a body for nothing is not read. */
  public static final int LOOK_UP = Priorities.HEADER_DECORATOR;

  /** JAX-RS: only callers who may call make us read and hold a body. */
  public static final int BODY = Priorities.ENTITY_CODER;

  private GuardOrder() {}
}
