package com.leadignite.guard.access;

/** How many factors an endpoint requires of a person. */
public enum Assurance {
  /** One factor is enough even for a person who has a second one: only for finishing sign-in. */
  FIRST_FACTOR,
  /** Every factor the person has was shown: aal2 for those with a second factor, else aal1. */
  ALL_FACTORS,
  /** Two factors, for every caller. */
  TWO_FACTORS
}
