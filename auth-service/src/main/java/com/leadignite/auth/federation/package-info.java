/** Tokens of other issuers: services ask whose account a subject's is. */
@NullMarked
package com.leadignite.auth.federation;

import org.jspecify.annotations.NullMarked;
