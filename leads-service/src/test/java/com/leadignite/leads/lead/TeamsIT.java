package com.leadignite.leads.lead;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link TeamsTest}, of the executable. */
@QuarkusIntegrationTest
final class TeamsIT extends TeamsTest {}
