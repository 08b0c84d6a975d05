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
