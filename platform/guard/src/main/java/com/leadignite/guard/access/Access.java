package com.leadignite.guard.access;

import com.leadignite.guard.caller.Role;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.limit.Limit;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may call an endpoint, how strongly they must be authenticated, and how often. Every resource
 * method carries one, or an annotation of the service's that carries one: a service with a method
 * that declares none does not start (ASVS 8.2.1).
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Access {

  /** The kind of caller. */
  Audience value();

  /** The limit that counts calls of this endpoint, per caller, or per address if it is public. */
  Limit limit();

  /** The roles that may call; none named means every role of the audience. */
  Role[] roles() default {};

  /**
   * The OAuth scopes that the credential must all carry, in addition to the role. An endpoint that
   * names none is for people themselves: no key and no client of a partner reaches it. Public
   * endpoints have none.
   */
  Scope[] scopes() default Scope.SESSION;

  /** How many factors must have been shown. */
  Assurance assurance() default Assurance.ALL_FACTORS;

  /**
   * Whether the last sign-in must be fresh (five minutes by default; ASVS 7.5.3). Anonymous users
   * have nothing to sign in with again, and are not asked.
   */
  boolean fresh() default false;

  /**
   * Whether services may call an endpoint for people, too. They need its scopes, and on an admin
   * route an address on the allow-list; there are no roles and factors to ask them for.
   */
  boolean services() default false;

  /** Whether people may call who signed in anonymously; only for what is their own. */
  boolean anonymous() default false;

  /**
   * Whether a GET changes something: under a session in cookies it then needs the CSRF token, as
   * other methods always do.
   */
  boolean changes() default false;
}
