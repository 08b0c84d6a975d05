package main

func countedUntil(done <-chan struct{}, ticks <-chan int) int {
	counted := 0
	for {
		select {
		case <-done:
			return counted
		case <-ticks:
			counted++
		}
	}
}

// The or-channel takes a goroutine for each pair of channels, recursively, or reflect.Select.
