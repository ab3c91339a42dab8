package com.leadignite.testkit.access.cycle.there;

import com.leadignite.testkit.access.cycle.back.Back;

/** Half of a cycle of packages. */
public record There(Back back) {}
