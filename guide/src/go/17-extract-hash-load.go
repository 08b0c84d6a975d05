package main

type failed struct {
	path string
	why  error
}

func extract(paths []string, get func(string) (string, error), out chan<- string, errors chan<- failed) {
	defer close(out)
	for _, path := range paths {
		body, err := get(path)
		if err != nil {
			errors <- failed{path, err}
			continue
		}
		out <- body
	}
}
