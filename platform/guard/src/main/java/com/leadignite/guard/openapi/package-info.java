/** What the guard adds to a service's OpenAPI document. */
@NullMarked
package com.leadignite.guard.openapi;

import org.jspecify.annotations.NullMarked;
