package com.leadignite.leads.lead;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
final class LeadPeopleIT extends LeadPeopleTest {}
