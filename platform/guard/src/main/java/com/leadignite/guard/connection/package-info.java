/** Connections of the public port: closing them without losing an answer, graceful shutdown. */
@NullMarked
package com.leadignite.guard.connection;

import org.jspecify.annotations.NullMarked;
