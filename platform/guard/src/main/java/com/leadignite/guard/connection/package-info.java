/** Connections of the public port: graceful shutdown, and closing without losing an answer. */
@NullMarked
package com.leadignite.guard.connection;

import org.jspecify.annotations.NullMarked;
