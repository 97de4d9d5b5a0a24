# The base of kube-proxy's image: iptables, conntrack, ipset and modprobe with their libraries, and nothing else of Debian.
FROM remla-lab/debian:bookworm AS files
RUN apt-get update \
  && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends conntrack ipset iptables kmod
RUN mkdir /base \
  && cp -a --parents /usr/sbin/xtables-*-multi /usr/sbin/ip*tables* /etc/alternatives/ip*tables* /usr/sbin/conntrack \
    /usr/sbin/ipset /usr/bin/kmod /usr/sbin/modprobe /usr/bin/dash /usr/bin/sh /usr/lib/*-linux-gnu/xtables /base \
  && ldd /usr/sbin/xtables-*-multi /usr/sbin/conntrack /usr/sbin/ipset /usr/bin/kmod /usr/bin/dash \
    /usr/lib/*-linux-gnu/xtables/*.so \
    | grep -o '/[^ :]*\.so[^ :]*' | sort -u | xargs cp -L --parents -t /base \
  && ln -s usr/bin /base/bin

FROM scratch
COPY --from=files /base /
