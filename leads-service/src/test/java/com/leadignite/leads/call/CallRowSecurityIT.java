package com.leadignite.leads.call;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
final class CallRowSecurityIT extends CallRowSecurityTest {}
