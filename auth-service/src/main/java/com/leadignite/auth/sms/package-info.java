/** Text messages: who delivers them. They are written and retried as mails are. */
@NullMarked
package com.leadignite.auth.sms;

import org.jspecify.annotations.NullMarked;
