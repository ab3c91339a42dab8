/** An SMTP server for tests, whose mails they read. */
@NullMarked
package com.leadignite.testkit.mail;

import org.jspecify.annotations.NullMarked;
