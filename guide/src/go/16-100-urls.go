package main

import "sync"

func atMost(most int, paths []string, get func(string) string) []string {
	pages := make([]string, len(paths))
	limit := make(chan struct{}, most)
	var wg sync.WaitGroup
	for i, path := range paths {
		wg.Add(1)
		limit <- struct{}{}
		go func() {
			defer func() { <-limit; wg.Done() }()
			pages[i] = get(path)
		}()
	}
	wg.Wait()
	return pages
}
