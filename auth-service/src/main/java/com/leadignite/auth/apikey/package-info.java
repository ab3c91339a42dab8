/** API keys: people make them for machines that act for them, and services ask what they permit. */
@NullMarked
package com.leadignite.auth.apikey;

import org.jspecify.annotations.NullMarked;
