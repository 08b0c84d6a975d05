package dev.towpath.benchmarks.coroutines

import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.runBlocking

/** kotlinx.coroutines beside our scopes, on the default dispatcher. */
object Tasks {
  @JvmStatic
  fun sumOf(tasks: Int): Long = runBlocking(Dispatchers.Default) {
    List(tasks) { number -> async { number.toLong() } }.awaitAll().sum()
  }
}
