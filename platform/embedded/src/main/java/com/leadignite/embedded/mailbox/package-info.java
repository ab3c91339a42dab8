/** An SMTP server in this JVM that delivers to nobody: people and tests read what it was given. */
@NullMarked
package com.leadignite.embedded.mailbox;

import org.jspecify.annotations.NullMarked;
