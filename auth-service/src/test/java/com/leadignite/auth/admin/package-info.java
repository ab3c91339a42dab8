@NullMarked
package com.leadignite.auth.admin;

import org.jspecify.annotations.NullMarked;
