@NullMarked
package com.leadignite.auth.integration;

import org.jspecify.annotations.NullMarked;
