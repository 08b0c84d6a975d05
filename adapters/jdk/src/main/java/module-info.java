/** The four verbs for the JDK's own asynchronous styles: futures, callbacks and listeners. */
module dev.towpath.jdk {
  requires static org.jspecify;
  requires transitive dev.towpath.bridge;

  exports dev.towpath.jdk;
}
