package com.leadignite.audit;

import com.leadignite.testkit.management.ManagementChecks;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@WithTestResource(PlatformServers.class)
class ManagementTest extends ManagementChecks {

  @Override
  protected String packageName() {
    return "com.leadignite.audit";
  }

  @Override
  protected String guardedPath() {
    return "/audit/v1/events";
  }
}
