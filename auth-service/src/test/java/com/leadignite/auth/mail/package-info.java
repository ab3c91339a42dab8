@NullMarked
package com.leadignite.auth.mail;

import org.jspecify.annotations.NullMarked;
