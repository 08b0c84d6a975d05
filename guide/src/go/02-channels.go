package main

import "fmt"

func exchanged(capacity int) []string {
	channel := make(chan string, capacity)
	go func() {
		defer close(channel) // no more will come
		for i := 1; i <= 3; i++ {
			channel <- fmt.Sprintf("message %d", i) // waits for a reader, or for room
		}
	}()
	var heard []string
	for message := range channel { // until closed and drained
		heard = append(heard, message)
	}
	return heard
}
