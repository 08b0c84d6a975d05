package main

import "sync"

func sumOfSquares(numbers []int) int {
	var wg sync.WaitGroup
	squares := make([]int, len(numbers))
	for i, n := range numbers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			squares[i] = n * n
		}()
	}
	wg.Wait() // the join point
	sum := 0
	for _, s := range squares {
		sum += s
	}
	return sum
}
