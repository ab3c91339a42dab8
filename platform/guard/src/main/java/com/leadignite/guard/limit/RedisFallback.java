package com.leadignite.guard.limit;

/**
 * What a limited route does while Redis does not answer, so that neither revocation nor limits can
 * be asked.
 */
public enum RedisFallback {
  /** Refuse with 503 and Retry-After: sign-in, MFA, revocation, everything that grants. */
  REFUSE,
  /** Count in this process, with a bucket of the limit's own size. */
  COUNT_LOCALLY
}
