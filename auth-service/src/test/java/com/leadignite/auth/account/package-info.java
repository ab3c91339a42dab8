@NullMarked
package com.leadignite.auth.account;

import org.jspecify.annotations.NullMarked;
