package com.leadignite.auth.supabase;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link BrowserSessionTest}, of the executable. */
@QuarkusIntegrationTest
final class BrowserSessionIT extends BrowserSessionTest {}
