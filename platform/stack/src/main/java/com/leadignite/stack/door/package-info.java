/** The front door: one address that routes to the services as the ingress does in a cluster. */
@NullMarked
package com.leadignite.stack.door;

import org.jspecify.annotations.NullMarked;
