// The stand-in for k3s of the lane `cluster`; see README.md. Not a dependency of the lab.
module remla-lab.example/e2e/k3s

go 1.26.0

require gopkg.in/yaml.v3 v3.0.1
