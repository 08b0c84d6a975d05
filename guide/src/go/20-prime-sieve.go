package main

func filter(in <-chan int, prime int) <-chan int {
	out := make(chan int)
	go func() {
		for {
			if n := <-in; n%prime != 0 {
				out <- n
			}
		}
	}()
	return out
}
