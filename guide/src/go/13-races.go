package main

import "sync"

func words(words []string) map[string]int {
	counts := map[string]int{}
	var mu sync.Mutex
	var wg sync.WaitGroup
	for _, word := range words {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock() // without it: "fatal error: concurrent map writes", sometimes
			counts[word]++
			mu.Unlock()
		}()
	}
	wg.Wait()
	return counts
}
