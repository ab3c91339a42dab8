package com.leadignite.testkit.access.cycle.back;

import com.leadignite.testkit.access.cycle.there.There;

/** The other half. */
public record Back(There there) {}
