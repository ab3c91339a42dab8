package com.leadignite.auth.passkey;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link PasskeyAttackTest}, of the executable. */
@QuarkusIntegrationTest
final class PasskeyAttackIT extends PasskeyAttackTest {}
