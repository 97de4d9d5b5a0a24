// Pause holds a pod's namespaces open: it reaps the processes that others left to it, and ends when it is told to.
package main

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	// kubeadm starts it like this before an upgrade, to see whether a pod comes to its end.
	if len(os.Args) > 1 && os.Args[1] == "-v" {
		fmt.Println("pause of remla-lab")
		return
	}
	ends := make(chan os.Signal, 1)
	signal.Notify(ends, syscall.SIGTERM, syscall.SIGINT)
	children := make(chan os.Signal, 1)
	signal.Notify(children, syscall.SIGCHLD)
	for {
		select {
		case <-ends:
			return
		case <-children:
			reap()
		}
	}
}

// One SIGCHLD stands for any number of processes, so all that have ended are taken.
func reap() {
	for {
		pid, err := syscall.Wait4(-1, nil, syscall.WNOHANG, nil)
		if pid <= 0 && err != syscall.EINTR {
			return
		}
	}
}
