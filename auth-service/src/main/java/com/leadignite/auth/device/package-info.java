/** The devices that people sign in on: their names, and which of them are known. */
@NullMarked
package com.leadignite.auth.device;

import org.jspecify.annotations.NullMarked;
