/** What all steps of the migration share: how the service is started, and how it says no. */
package dev.towpath.migrate;
