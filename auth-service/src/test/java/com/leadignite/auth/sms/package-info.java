/** Text messages, tested. */
@NullMarked
package com.leadignite.auth.sms;

import org.jspecify.annotations.NullMarked;
