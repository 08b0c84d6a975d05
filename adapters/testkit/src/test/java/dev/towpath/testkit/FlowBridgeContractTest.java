package dev.towpath.testkit;

class FlowBridgeContractTest extends IntactBridge {}
