package com.leadignite.audit;

import com.leadignite.testkit.contract.ContractChecks;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@WithTestResource(PlatformServers.class)
class ContractTest extends ContractChecks {}
