// The first process of every pod in the lane `cluster`.
module remla-lab.example/e2e/pause

go 1.26.0
