# The playbook engine on systemd machines in containers, made by Vagrant, beside Ansible.

tools_machines() {
  step 'Docker, Vagrant' "$CI_FOLDER/tools/apt.sh" docker.io iptables debootstrap vagrant openssh-client time
  step 'Debian' "$CI_FOLDER/tools/debian.sh"
  step 'Ansible' "$CI_FOLDER/tools/python.sh" ansible e2e/machines/requirements.txt
}

lane_machines() {
  export LANE=machines ANSIBLE_BIN=$CACHE/ansible/bin
  tools_machines
  step 'Docker Engine' "$CI_FOLDER/tools/dockerd.sh" start
  step 'machine image' "$CI_FOLDER/tools/machine-image.sh" ci
  # One engine, one set of machine names and addresses: one run at a time on a computer.
  exec 7>"$CACHE/test-machines.lock"
  flock 7
  step 'npm run test:machines' npm run test:machines
  show 'npm run test:machines' '(^ *(Tests|Duration) |^kill: )'
  step 'bench, one iteration' npm run machines -w bench -- --smoke
  show 'bench, one iteration' '^\| '
}
