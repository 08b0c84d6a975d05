package main

import "time"

func firstOf(tea, coffee chan string, limit time.Duration) string {
	select {
	case name := <-tea:
		return "tea for " + name
	case name := <-coffee:
		return "coffee for " + name
	case <-time.After(limit):
		return "nobody came"
	}
}

func atOnce(tea chan string) string {
	select {
	case name := <-tea:
		return "tea for " + name
	default:
		return "nobody there"
	}
}
