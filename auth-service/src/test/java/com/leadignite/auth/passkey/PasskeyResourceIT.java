package com.leadignite.auth.passkey;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link PasskeyResourceTest}, of the executable. */
@QuarkusIntegrationTest
final class PasskeyResourceIT extends PasskeyResourceTest {}
