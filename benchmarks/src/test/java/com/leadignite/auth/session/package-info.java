/** What measuring needs of auth-service's sessions. */
@org.jspecify.annotations.NullMarked
package com.leadignite.auth.session;
