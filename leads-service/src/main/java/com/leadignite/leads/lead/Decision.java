package com.leadignite.leads.lead;

/** What a policy answers. */
enum Decision {
  ALLOWED,
  /** They may know that it is there, but not do this: 403. */
  FORBIDDEN,
  /** For them it is not there: 404. */
  HIDDEN
}
