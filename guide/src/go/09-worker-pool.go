package main

import "sync"

func done(jobs []string) []string {
	todo, results := make(chan string, 10), make(chan string, len(jobs))
	var wg sync.WaitGroup
	for i := 0; i < 3; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for job := range todo {
				results <- job + " done"
			}
		}()
	}
	for _, job := range jobs {
		todo <- job
	}
	close(todo)
	wg.Wait()
	close(results)
	var all []string
	for r := range results {
		all = append(all, r)
	}
	return all
}
