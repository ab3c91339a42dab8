package com.leadignite.auth.testing;

import io.quarkus.test.junit.QuarkusTestProfile;

/** For other people's client test suites: anonymous accounts are on, and nobody is locked out. */
public final class Compatible implements QuarkusTestProfile {

  @Override
  public String getConfigProfile() {
    return "test,compat";
  }
}
