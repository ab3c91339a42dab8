package com.leadignite.leads.call;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
final class CallResourceIT extends CallResourceTest {}
