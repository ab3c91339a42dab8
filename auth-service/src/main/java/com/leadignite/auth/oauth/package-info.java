/** The OAuth 2.1 server: clients of partners, and what people let them do. */
@NullMarked
package com.leadignite.auth.oauth;

import org.jspecify.annotations.NullMarked;
