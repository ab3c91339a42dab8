/** Holds what services answer in tests, and their OpenAPI documents, to each other. */
@NullMarked
package com.leadignite.testkit.contract;

import org.jspecify.annotations.NullMarked;
