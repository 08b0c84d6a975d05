package dev.towpath.benchmarks.coroutines

import java.util.concurrent.CompletableFuture
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.buffer
import kotlinx.coroutines.future.await
import kotlinx.coroutines.future.future
import kotlinx.coroutines.reactive.asFlow
import kotlinx.coroutines.reactive.awaitSingle
import kotlinx.coroutines.reactive.publish
import kotlinx.coroutines.reactor.mono
import kotlinx.coroutines.runBlocking
import org.reactivestreams.Publisher
import reactor.core.publisher.Mono

/** kotlinx.coroutines beside our bridges: its adapters, on the default dispatcher. */
object Bridges {
  @JvmStatic
  fun sum(publisher: Publisher<Int>, demand: Int): Long = runBlocking(Dispatchers.Default) {
    var sum = 0L
    publisher.asFlow().buffer(demand).collect { sum += it }
    sum
  }

  @JvmStatic
  fun awaitEach(mono: Mono<Int>, count: Int): Long = runBlocking(Dispatchers.Default) {
    var sum = 0L
    repeat(count) { sum += mono.awaitSingle() }
    sum
  }

  @JvmStatic
  fun awaitFutures(count: Int, async: Boolean): Long = runBlocking(Dispatchers.Default) {
    val there = CompletableFuture.completedFuture(1)
    var sum = 0L
    repeat(count) {
      val future = if (async) CompletableFuture.supplyAsync { 1 } else there
      sum += future.await()
    }
    sum
  }

  @JvmStatic
  fun publishing(count: Int): Publisher<Int> = publish(Dispatchers.Default) {
    for (i in 0 until count) send(i)
  }

  @JvmStatic
  fun calling(): Mono<Int> = mono(Dispatchers.Default) { 1 }

  @JvmStatic
  fun callingFuture(): CompletableFuture<Int> = CoroutineScope(Dispatchers.Default).future { 1 }
}
