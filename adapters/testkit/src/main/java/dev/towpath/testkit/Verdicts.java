package dev.towpath.testkit;

import org.junit.jupiter.api.extension.TestWatcher;

/** Collects the verdict on each rule while the tests run. */
final class Verdicts implements TestWatcher {}
