package main

func leftOf(rounds int) int {
	left, right := make(chan int, rounds), make(chan int, rounds)
	for i := 0; i < rounds; i++ {
		left <- 1
		right <- 0
	}
	chosen := 0
	for i := 0; i < rounds; i++ {
		select {
		case n := <-left:
			chosen += n
		case n := <-right:
			chosen += n
		}
	}
	return chosen
}
