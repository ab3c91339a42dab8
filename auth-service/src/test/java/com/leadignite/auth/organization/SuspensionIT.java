package com.leadignite.auth.organization;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link SuspensionTest}, of the executable. */
@QuarkusIntegrationTest
final class SuspensionIT extends SuspensionTest {}
