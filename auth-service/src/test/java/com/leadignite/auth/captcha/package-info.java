@NullMarked
package com.leadignite.auth.captcha;

import org.jspecify.annotations.NullMarked;
