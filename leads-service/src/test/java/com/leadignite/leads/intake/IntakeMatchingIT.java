package com.leadignite.leads.intake;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
final class IntakeMatchingIT extends IntakeMatchingTest {}
