# The stand-in for the official Node image that base-image.sh makes; see there.
ARG DEBIAN
FROM ${DEBIAN}
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt \
    SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt
LABEL remla-lab.stand-in=yes
COPY ca-certificates.crt /etc/ssl/certs/
COPY npmrc /usr/local/etc/npmrc
COPY npm /usr/local/lib/node_modules/npm
COPY node /usr/local/bin/node
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
CMD ["node"]
