@NullMarked
package com.leadignite.auth.apikey;

import org.jspecify.annotations.NullMarked;
