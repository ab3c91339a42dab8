@NullMarked
package com.leadignite.auth.oauth;

import org.jspecify.annotations.NullMarked;
