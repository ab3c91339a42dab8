/**
 * PostgreSQL and Redis as child processes of this JVM, from server binaries on the class path, and
 * the bootstrap of the platform's roles and schemas.
 */
@NullMarked
package com.leadignite.embedded;

import org.jspecify.annotations.NullMarked;
