/**
 * What the guard needs of Vert.x' and Netty's internal classes, which no other package uses: an
 * upgrade of Vert.x is checked here.
 */
@NullMarked
package com.leadignite.guard.vertx;

import org.jspecify.annotations.NullMarked;
