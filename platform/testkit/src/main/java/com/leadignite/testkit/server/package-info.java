/** A real PostgreSQL and a real Redis for tests: one of each per test JVM. */
@NullMarked
package com.leadignite.testkit.server;

import org.jspecify.annotations.NullMarked;
