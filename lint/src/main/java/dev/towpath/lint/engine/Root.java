package dev.towpath.lint.engine;

/**
 * Code that a library runs on a thread that must not wait.
 *
 * @param why the registration in words, for example "registered by Vertx.setTimer"
 * @param place file and line of the registration, empty if there is none
 */
record Root(Node node, Verdict verdict, String why, String place, String registration) {

  String family() {
    return verdict.family();
  }
}
