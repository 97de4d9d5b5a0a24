package main

import (
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// run is `k3s server` and `k3s agent`: the first is the second with a control plane beside it.
func run(command string, config config) {
	text, err := os.ReadFile(config.text("token-file"))
	must(err)
	extract()
	// Programs inside would say that they are ready, too.
	notify := os.Getenv("NOTIFY_SOCKET")
	must(os.Unsetenv("NOTIFY_SOCKET"))
	values := values{
		"data": data, "agent": agent, "cred": cred, "tls": tls, "socket": socket, "version": version,
		"ip": config.text("node-ip"), "name": config.text("node-name"), "names": config.text("tls-san"),
		"server": config.text("server"), "token": strings.TrimSpace(string(text)),
		"pods": config.text("cluster-cidr"), "services": config.text("service-cidr"),
	}
	if command == "server" {
		values["server"] = "https://127.0.0.1:6443"
		startServer(config.text("write-kubeconfig-mode"), values)
	}
	startAgent(config, values)
	logLine("info", "k3s %s is up and running", command)
	if notify != "" {
		_, err := tell("env", "NOTIFY_SOCKET="+notify, "systemd-notify", "--ready")
		must(err)
	}
	waitForEnd()
}

func startServer(mode string, values values) {
	kept := data + "/server/token"
	if old, err := os.ReadFile(kept); err == nil && strings.TrimSpace(string(old)) != values["token"] {
		fatal("bootstrap data already found and encrypted with different token")
	}
	must(os.MkdirAll(cred, 0o700))
	write(kept, values["token"])
	write(cred+"/tokens.csv", values["token"]+`,k3s-agent,k3s-agent,"system:masters"`)
	// The tenth address of the network of Services, as in k3s.
	address, _, _ := strings.Cut(values["services"], "/")
	values["dns"] = address[:strings.LastIndex(address, ".")] + ".10"
	kubeadm := values.fill(cred, "kubeadm.yaml")
	// What is there is kept.
	for _, phase := range []string{"certs all", "kubeconfig all --kubeconfig-dir " + cred} {
		_, err := tell(append([]string{"kubeadm", "init", "phase"}, strings.Fields(phase+" --config "+kubeadm)...)...)
		must(err)
	}
	admin := cred + "/super-admin.conf"
	for _, program := range values.inside().Server {
		start(program...)
		if program[0] == "kube-apiserver" {
			insist("Waiting for API server to become available", "kubectl", "--kubeconfig", admin, "get", "--raw", "/readyz")
		}
	}
	writeKubeconfig(admin, mode, values)
	insist("Applying manifests", "kubectl", "--kubeconfig", admin, "apply", "-f", values.fill(cred, "objects.yaml"))
	_, err := tell("sh", "-e", values.fill(cred, "token.sh"))
	must(err)
	_, err = tell("kubeadm", "init", "phase", "addon", "coredns", "--config", kubeadm, "--kubeconfig", admin)
	must(err)
}

func writeKubeconfig(admin, mode string, values values) {
	from := map[string]string{"ca": "clusters[0].cluster.certificate-authority-data",
		"certificate": "users[0].user.client-certificate-data", "key": "users[0].user.client-key-data"}
	for name, path := range from {
		said, err := tell("kubectl", "--kubeconfig", admin, "config", "view", "--raw", "-o", "jsonpath={."+path+"}")
		must(err)
		values[name] = said
	}
	bits, err := strconv.ParseUint(mode, 8, 32)
	must(err)
	must(os.Chmod(values.fill(filepath.Dir(kubeconfig), filepath.Base(kubeconfig)), os.FileMode(bits)))
}

// startAgent makes this machine a node.
func startAgent(config config, values values) {
	if _, err := net.InterfaceByName(config.text("flannel-iface")); err != nil {
		fatal("flannel exited: failed to find the interface %s: %v", config.text("flannel-iface"), err)
	}
	must(os.MkdirAll(agent+"/etc/cni/net.d", 0o755))
	join(values)
	containerd := []string{"ctr", "--address", socket, "--namespace", "k8s.io"}
	start("containerd", "--config", values.fill(agent+"/etc", "containerd.toml"))
	insist("Waiting for containerd", append(containerd, "version")...)
	archives, _ := filepath.Glob(agent + "/images/*.tar.zst")
	for _, archive := range archives {
		_, err := tell(append(containerd, "images", "import", archive)...)
		must(err)
		logLine("info", "Imported images from %s", archive)
	}
	inside := values.inside()
	for _, arg := range config["kube-proxy-arg"] {
		inside.Proxy = append(inside.Proxy, "--"+arg)
	}
	for _, arg := range config["kubelet-arg"] {
		inside.Kubelet = append(inside.Kubelet, "--"+arg)
	}
	start(inside.Proxy...)
	start(inside.Kubelet...)
	start("sh", values.fill(agent+"/etc", "network.sh"))
	insist("Waiting for the node to be registered", "kubectl", "--kubeconfig", agent+"/joining.kubeconfig", "annotate",
		"--overwrite", "node", values["name"], "k3s.io/external-ip="+config.text("node-external-ip"))
}

// join takes over what the server says of the cluster, and shows it the password of this node.
func join(values values) {
	values["trust"] = "insecure-skip-tls-verify: true"
	values.fill(agent, "joining.kubeconfig")
	said := insist("Failed to validate connection to cluster at "+values["server"], "sh", values.fill(agent+"/etc", "join.sh"))
	values["pods"], values["dns"], _ = strings.Cut(said[strings.LastIndex(said, "\n")+1:], " ")
	values["trust"] = "certificate-authority: " + agent + "/server-ca.crt"
	values.fill(agent, "joining.kubeconfig")
}
