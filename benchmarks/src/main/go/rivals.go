// The scenarios of dev.towpath.benchmarks.rivals.Rival and of its tasks, in Go.
//
//	rivals SCENARIO WARMUPS ITERATIONS MILLIS [NAME=VALUE ...]
//
// prints a line for each iteration: nanoseconds by the clock, nanoseconds of processor time, and bytes allocated, each
// for one operation; then the nanoseconds of processor time that the process has taken so far.
package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"net/http"
	"os"
	"reflect"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

const end = 0

type parameters map[string]int

// A scenario returns how many operations it did and the sum it got, which must be the expected one.
type scenario func(parameters) (operations, sum, expected int)

var scenarios = map[string]scenario{
	"HandOff":       handOff,
	"PingPong":      pingPong,
	"SelectReceive": selectReceive,
	"Uncontended":   uncontended,
	"Ring":          ring,
	"Sieve":         sieve,
	"ForkJoin":      forkJoin,
	"Sleepers":      sleepers,

	"SumOverChannel": sumOverChannel,
	"FalseSharing":   falseSharing,
	"Fetch":          fetch,
	"Pipeline":       pipeline,
}

func main() {
	if len(os.Args) < 5 || scenarios[os.Args[1]] == nil {
		fail("usage: rivals SCENARIO WARMUPS ITERATIONS MILLIS [NAME=VALUE ...]")
	}
	run := scenarios[os.Args[1]]
	warmups, iterations, millis := number(os.Args[2]), number(os.Args[3]), number(os.Args[4])
	params := parameters{}
	for _, arg := range os.Args[5:] {
		name, value, _ := strings.Cut(arg, "=")
		params[name] = number(value)
	}
	for i := 0; i < warmups+iterations; i++ {
		line := iteration(run, params, time.Duration(millis)*time.Millisecond)
		if i >= warmups {
			fmt.Println(line)
		}
	}
}

func iteration(run scenario, params parameters, atLeast time.Duration) string {
	operations := 0
	bytes, cpu, start := allocated(), processorTime(), time.Now()
	for ok := true; ok; ok = time.Since(start) < atLeast {
		done, sum, expected := run(params)
		if sum != expected {
			fail(fmt.Sprintf("values lost or doubled: sum %d, not %d", sum, expected))
		}
		operations += done
	}
	n := float64(operations)
	return fmt.Sprintf("%.2f %.2f %.2f %d",
		float64(time.Since(start))/n, float64(processorTime()-cpu)/n, float64(allocated()-bytes)/n, processorTime())
}

func allocated() uint64 {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.TotalAlloc
}

func processorTime() int64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		fail(err.Error())
	}
	return usage.Utime.Nano() + usage.Stime.Nano()
}

func number(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		fail(err.Error())
	}
	return n
}

func fail(message string) {
	fmt.Fprintln(os.Stderr, message)
	os.Exit(1)
}

func at(i int) int { return i & 127 }

func expectedSum(senders, each int) int {
	sum := 0
	for i := 0; i < each; i++ {
		sum += at(i)
	}
	return senders * sum
}

// Starts the bodies together and returns the sum of what they return.
func total(bodies ...func() int) int {
	sums := make([]int, len(bodies))
	var all sync.WaitGroup
	all.Add(len(bodies))
	for i, body := range bodies {
		go func(i int, body func() int) {
			defer all.Done()
			sums[i] = body()
		}(i, body)
	}
	all.Wait()
	sum := 0
	for _, s := range sums {
		sum += s
	}
	return sum
}

func sendEach(c chan<- int, count int) int {
	for i := 0; i < count; i++ {
		c <- at(i)
	}
	return 0
}

func sumOf(c <-chan int, count int) int {
	sum := 0
	for i := 0; i < count; i++ {
		sum += <-c
	}
	return sum
}

func sendAndReceive(to chan<- int, from <-chan int, count int) int {
	sum := 0
	for i := 0; i < count; i++ {
		to <- at(i)
		sum += <-from
	}
	return sum
}

func handOff(p parameters) (int, int, int) {
	const messages = 200_000
	c := make(chan int, p["capacity"])
	senders, receivers := p["senders"], p["receivers"]
	var bodies []func() int
	for i := 0; i < senders; i++ {
		bodies = append(bodies, func() int { return sendEach(c, messages/senders) })
	}
	for i := 0; i < receivers; i++ {
		bodies = append(bodies, func() int { return sumOf(c, messages/receivers) })
	}
	return messages, total(bodies...), expectedSum(senders, messages/senders)
}

func pingPong(parameters) (int, int, int) {
	const rounds = 100_000
	there, back := make(chan int), make(chan int)
	sum := total(
		func() int {
			for i := 0; i < rounds; i++ {
				back <- <-there
			}
			return 0
		},
		func() int { return sendAndReceive(there, back, rounds) })
	return rounds, sum, expectedSum(1, rounds)
}

func uncontended(parameters) (int, int, int) {
	const pairs = 1_000_000
	c := make(chan int, 16)
	return pairs, total(func() int { return sendAndReceive(c, c, pairs) }), expectedSum(1, pairs)
}

func ring(parameters) (int, int, int) {
	const threads, laps = 1_000, 100
	all := make([]chan int, threads)
	for i := range all {
		all[i] = make(chan int)
	}
	bodies := []func() int{func() int { return sendAndReceive(all[1], all[0], laps) }}
	for i := 1; i < threads; i++ {
		from, to := all[i], all[(i+1)%threads]
		bodies = append(bodies, func() int {
			sum := 0
			for lap := 0; lap < laps; lap++ {
				value := <-from
				sum += value
				to <- value
			}
			return sum
		})
	}
	return threads * laps, total(bodies...), expectedSum(threads, laps)
}

func sieve(p parameters) (int, int, int) {
	const primes, last, sum = 1_000, 7_919, 3_682_913
	capacity := p["capacity"]
	numbers := make(chan int, capacity)
	go func() {
		for i := 2; i <= last; i++ {
			numbers <- i
		}
		numbers <- end
	}()
	return primes, stage(numbers, capacity), sum
}

// Takes the first number for a prime, and sieves out its multiples for the next stage.
func stage(from <-chan int, capacity int) int {
	prime := <-from
	if prime == end {
		return 0
	}
	to := make(chan int, capacity)
	next := make(chan int, 1)
	go func() { next <- stage(to, capacity) }()
	for number := <-from; number != end; number = <-from {
		if number%prime != 0 {
			to <- number
		}
	}
	to <- end
	return prime + <-next
}

func selectReceive(p parameters) (int, int, int) {
	const messages = 64 * 1600
	all := make([]chan int, p["channels"])
	each := messages / len(all)
	var bodies []func() int
	for i := range all {
		c := make(chan int)
		all[i] = c
		bodies = append(bodies, func() int { return sendEach(c, each) })
	}
	bodies = append(bodies, func() int {
		switch len(all) {
		case 2:
			return sumOf2(all, messages)
		case 8:
			return sumOf8(all, messages)
		default:
			return sumOfMany(all, messages)
		}
	})
	return messages, total(bodies...), expectedSum(len(all), each)
}

func sumOf2(c []chan int, count int) int {
	sum := 0
	for i := 0; i < count; i++ {
		select {
		case v := <-c[0]:
			sum += v
		case v := <-c[1]:
			sum += v
		}
	}
	return sum
}

func sumOf8(c []chan int, count int) int {
	sum := 0
	for i := 0; i < count; i++ {
		select {
		case v := <-c[0]:
			sum += v
		case v := <-c[1]:
			sum += v
		case v := <-c[2]:
			sum += v
		case v := <-c[3]:
			sum += v
		case v := <-c[4]:
			sum += v
		case v := <-c[5]:
			sum += v
		case v := <-c[6]:
			sum += v
		case v := <-c[7]:
			sum += v
		}
	}
	return sum
}

// A select whose cases are not in the text of the program, as ours never are.
func sumOfMany(c []chan int, count int) int {
	cases := make([]reflect.SelectCase, len(c))
	for i := range c {
		cases[i] = reflect.SelectCase{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(c[i])}
	}
	sum := 0
	for i := 0; i < count; i++ {
		_, value, _ := reflect.Select(cases)
		sum += int(value.Int())
	}
	return sum
}

// What errgroup does, with results; that is not in the standard library.
func forkJoin(p parameters) (int, int, int) {
	const tasks = 20_000
	each := p["tasks"]
	sum := 0
	for i := 0; i < tasks/each; i++ {
		results := make([]int, each)
		var group sync.WaitGroup
		group.Add(each)
		for t := 0; t < each; t++ {
			go func(t int) {
				defer group.Done()
				results[t] = t
			}(t)
		}
		group.Wait()
		for _, result := range results {
			sum += result
		}
	}
	return tasks, sum, tasks / each * (each * (each - 1) / 2)
}

// Goroutines that sleep, all at once; says on the error stream what they took.
func sleepers(p parameters) (int, int, int) {
	count, seconds := p["count"], p["seconds"]
	start := time.Now()
	var group sync.WaitGroup
	group.Add(count)
	for i := 0; i < count; i++ {
		go func() {
			defer group.Done()
			time.Sleep(time.Duration(seconds) * time.Second)
		}()
	}
	begun := time.Since(start)
	group.Wait()
	fmt.Fprintln(os.Stderr, begun.Milliseconds(), time.Since(start).Milliseconds())
	return count, 0, 0
}

// A sum of numbers, each of which is sent to who adds them up: one by one, many in a send, or with no channel at all.
func sumOverChannel(p parameters) (int, int, int) {
	const numbers = 1_000_000
	batch, sum := p["batch"], 0
	if batch == 0 {
		for i := 0; i < numbers; i++ {
			sum += i
		}
		return numbers, sum, numbers * (numbers - 1) / 2
	}
	c := make(chan []int, 64)
	go func() {
		defer close(c)
		for i := 0; i < numbers; i += batch {
			some := make([]int, batch)
			for j := range some {
				some[j] = i + j
			}
			c <- some
		}
	}()
	for some := range c {
		for _, number := range some {
			sum += number
		}
	}
	return numbers, sum, numbers * (numbers - 1) / 2
}

// Two goroutines, each with a counter of its own: in one cache line, or apart.
func falseSharing(p parameters) (int, int, int) {
	const counts = 2_000_000
	var counters [64]int64
	first, second := 16, 16+p["distance"]
	countUp := func(index int) func() int {
		return func() int {
			for i := 0; i < counts; i++ {
				atomic.AddInt64(&counters[index], 1)
			}
			return int(counters[index])
		}
	}
	return counts, total(countUp(first), countUp(second)), 2 * counts
}

const skus = 1_000

func price(sku int) int { return 100 + sku*37%900 }

func expectedPrices(count int) int {
	sum := 0
	for i := 0; i < count; i++ {
		sum += price(i % skus)
	}
	return sum
}

var client = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 200}}

func body(p parameters, sku int) string {
	url := fmt.Sprintf("http://127.0.0.1:%d/price?delay=%d&id=0&sku=%d", p["port"], p["delay"], sku)
	response, err := client.Get(url)
	if err != nil {
		fail(err.Error())
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		fail(err.Error())
	}
	return string(text)
}

func numbers(count int) <-chan int {
	c := make(chan int, 16)
	go func() {
		defer close(c)
		for i := 0; i < count; i++ {
			c <- i % skus
		}
	}()
	return c
}

// A stage of as many workers; what they make ends when all of them have ended.
func staged[T, R any](workers int, in <-chan T, apply func(T) R) <-chan R {
	out := make(chan R, 16)
	var all sync.WaitGroup
	all.Add(workers)
	for i := 0; i < workers; i++ {
		go func() {
			defer all.Done()
			for value := range in {
				out <- apply(value)
			}
		}()
	}
	go func() {
		all.Wait()
		close(out)
	}()
	return out
}

// Asks a slow server for numbers, each once.
func fetch(p parameters) (int, int, int) {
	sum := 0
	for value := range staged(p["workers"], numbers(p["count"]), func(sku int) int { return number(body(p, sku)) }) {
		sum += value
	}
	return 1, sum, expectedPrices(p["count"])
}

// Asks, hashes what came, and asks again to store it.
func pipeline(p parameters) (int, int, int) {
	workers := p["workers"]
	bodies := staged(workers, numbers(p["count"]), func(sku int) string { return body(p, sku) })
	hashed := staged(workers, bodies, func(text string) int {
		if hash := sha256.Sum256(bytes.Repeat([]byte{byte(len(text))}, 64<<10)); len(hash) != 32 {
			return -1
		}
		sku := 0
		for price(sku) != number(text) {
			sku++
		}
		return sku
	})
	sum := 0
	for value := range staged(workers, hashed, func(sku int) int { return number(body(p, sku)) }) {
		sum += value
	}
	return 1, sum, expectedPrices(p["count"])
}
