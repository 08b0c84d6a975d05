package dev.towpath.benchmarks.coroutines

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.selects.select

/**
 * kotlinx.coroutines in the scenarios of `Rival`: coroutines on the default dispatcher. Each
 * returns the sum of the values received; the values are those given, again and again.
 */
object Coroutines {
  @JvmStatic
  fun handOff(values: Array<Int>, capacity: Int, senders: Int, receivers: Int, messages: Int): Long =
    scenario {
      val channel = Channel<Int>(capacity)
      repeat(senders) { launch { channel.sendEach(values, messages / senders) } }
      List(receivers) { async { channel.sumOf(messages / receivers) } }.awaitAll().sum()
    }

  @JvmStatic
  fun pingPong(values: Array<Int>, rounds: Int): Long = scenario {
    val there = Channel<Int>()
    val back = Channel<Int>()
    launch { repeat(rounds) { back.send(there.receive()) } }
    async {
      var sum = 0L
      for (i in 0 until rounds) {
        there.send(values[i and (values.size - 1)])
        sum += back.receive()
      }
      sum
    }.await()
  }

  /** One sender for each channel; the select that is biased to its first case, as it is by default. */
  @JvmStatic
  fun select(values: Array<Int>, channels: Int, messages: Int): Long = scenario {
    val all = List(channels) { Channel<Int>() }
    all.forEach { launch { it.sendEach(values, messages / channels) } }
    async {
      var sum = 0L
      repeat(messages) { sum += select<Int> { for (channel in all) channel.onReceive { it } } }
      sum
    }.await()
  }

  @JvmStatic
  fun uncontended(values: Array<Int>, capacity: Int, pairs: Int): Long = scenario {
    val channel = Channel<Int>(capacity)
    async {
      var sum = 0L
      for (i in 0 until pairs) {
        channel.send(values[i and (values.size - 1)])
        sum += channel.receive()
      }
      sum
    }.await()
  }

  @JvmStatic
  fun ring(values: Array<Int>, threads: Int, laps: Int): Long = scenario {
    val all = List(threads) { Channel<Int>() }
    val others = List(threads - 1) { i ->
      async {
        val from = all[i + 1]
        val to = all[(i + 2) % threads]
        var sum = 0L
        repeat(laps) {
          val value = from.receive()
          sum += value
          to.send(value)
        }
        sum
      }
    }
    val first = async {
      var sum = 0L
      for (i in 0 until laps) {
        all[1].send(values[i and (values.size - 1)])
        sum += all[0].receive()
      }
      sum
    }
    others.awaitAll().sum() + first.await()
  }

  @JvmStatic
  fun sieve(numbers: Array<Int>, end: Int, capacity: Int, limit: Int): Long = scenario {
    val all = Channel<Int>(capacity)
    launch {
      for (i in 2..limit) all.send(numbers[i])
      all.send(end)
    }
    stage(all, end, capacity)
  }

  /** Takes the first number for a prime, and sieves out its multiples for the next stage. */
  private suspend fun CoroutineScope.stage(from: Channel<Int>, end: Int, capacity: Int): Long {
    val prime = from.receive()
    if (prime == end) return 0
    val to = Channel<Int>(capacity)
    val next = async { stage(to, end, capacity) }
    var number = from.receive()
    while (number != end) {
      if (number % prime != 0) to.send(number)
      number = from.receive()
    }
    to.send(end)
    return prime + next.await()
  }

  private fun scenario(body: suspend CoroutineScope.() -> Long): Long =
    runBlocking(Dispatchers.Default, body)

  private suspend fun Channel<Int>.sendEach(values: Array<Int>, count: Int) {
    for (i in 0 until count) send(values[i and (values.size - 1)])
  }

  private suspend fun Channel<Int>.sumOf(count: Int): Long {
    var sum = 0L
    repeat(count) { sum += receive() }
    return sum
  }
}
