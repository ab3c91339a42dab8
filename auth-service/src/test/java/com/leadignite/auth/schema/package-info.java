/** What the schema itself permits and refuses, whatever the service sends. */
@NullMarked
package com.leadignite.auth.schema;

import org.jspecify.annotations.NullMarked;
