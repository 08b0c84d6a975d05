package main

import "time"

func bucket(every time.Duration, burst int) <-chan time.Time {
	tokens := make(chan time.Time, burst)
	go func() {
		for t := range time.Tick(every) {
			select {
			case tokens <- t:
			default: // full: dropped
			}
		}
	}()
	return tokens
}
