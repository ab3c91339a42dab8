/** Where organizations want to be told of events: their endpoints, and the secrets we sign with. */
@NullMarked
package com.leadignite.webhook.endpoint;

import org.jspecify.annotations.NullMarked;
