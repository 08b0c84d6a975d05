package main

func circle() {
	left, right := make(chan string), make(chan string)
	go func() { left <- <-right }()
	right <- <-left // fatal error: all goroutines are asleep - deadlock!
}

func leak() {
	answer := make(chan string)
	go func() { answer <- "too late" }() // nobody reads: there for ever
}
