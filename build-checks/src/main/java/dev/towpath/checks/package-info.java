/** Checks that tests and the build run over a module's compiled classes and test reports. */
package dev.towpath.checks;
