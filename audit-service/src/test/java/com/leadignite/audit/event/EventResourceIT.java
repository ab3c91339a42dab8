package com.leadignite.audit.event;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
final class EventResourceIT extends EventResourceTest {}
